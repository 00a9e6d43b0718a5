import { type ReactNode, useId } from 'react';

interface Props {
  title: string;
  about: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** One subject of the settings. */
export function Section({ title, about, action, children }: Props) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="mb-3 flex flex-wrap items-end justify-between gap-3 sm:flex-nowrap">
        <div className="max-w-xl min-w-0">
          <h2 id={id} className="text-lg font-semibold">
            {title}
          </h2>
          <p className="text-sm text-soft">{about}</p>
        </div>
        {action && <div className="shrink-0">{action}</div>}
      </div>
      {children}
    </section>
  );
}
