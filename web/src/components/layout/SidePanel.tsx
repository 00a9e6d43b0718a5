import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import { IconButton } from '@/components/ui/Button';
import { useMedia } from '@/hooks/useMedia';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

const BESIDE = '(min-width: 64rem)';

/**
 * Something to work with beside what one was doing: a part of the page where there is room, a whole sheet on a phone.
 * It takes the focus when it opens; closing gives it back.
 */
export function SidePanel(props: Props) {
  return useMedia(BESIDE) ? <Beside {...props} /> : <Sheet {...props} />;
}

function Beside({ title, onClose, children }: Props) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  useFocusLoan(heading);
  return (
    <section
      aria-labelledby={id}
      className="panel flex h-full min-h-0 animate-appear flex-col overflow-hidden"
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}
    >
      <div className="flex shrink-0 items-center justify-between gap-3 border-b border-line py-2 pr-2 pl-5">
        <h2 id={id} ref={heading} tabIndex={-1} className="font-semibold outline-none">
          {title}
        </h2>
        <IconButton name="Close the panel" onClick={onClose}>
          <X aria-hidden className="size-4" />
        </IconButton>
      </div>
      <div className="relative min-h-0 grow overflow-y-auto overscroll-contain px-5 pt-5">
        <div className="pb-5">{children}</div>
      </div>
    </section>
  );
}

function Sheet({ title, onClose, children }: Props) {
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Dialog.Portal>
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-0 z-40 flex animate-appear flex-col bg-surface"
        >
          <div className="flex shrink-0 items-center justify-between gap-3 border-b border-line py-2 pr-2 pl-4">
            <Dialog.Title className="font-semibold">{title}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton name="Close the panel">
                <X aria-hidden className="size-4" />
              </IconButton>
            </Dialog.Close>
          </div>
          <div className="relative min-h-0 grow overflow-y-auto overscroll-contain px-4 pt-4">
            <div className="pb-4">{children}</div>
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Takes the focus to `target` and, when the part goes away, back to where it was. */
function useFocusLoan(target: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const before = document.activeElement;
    target.current?.focus({ preventScroll: true });
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, [target]);
}
