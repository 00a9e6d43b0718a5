import type { ReactNode } from 'react';

interface Props {
  picture: ReactNode;
  title: string;
  children: ReactNode;
  action?: ReactNode;
  /** Where nothing else on the page is its heading. */
  isWholePage?: boolean;
}

/** A page with nothing in it yet: why, and what to do. */
export function Empty({ picture, title, children, action, isWholePage = false }: Props) {
  const Heading = isWholePage ? 'h1' : 'h2';
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 px-4 py-16 text-center">
      <div aria-hidden className="text-edge">
        {picture}
      </div>
      <Heading className="text-lg font-semibold">{title}</Heading>
      <p className="text-soft">{children}</p>
      {action && <div className="pt-2">{action}</div>}
    </div>
  );
}
