import { X } from 'lucide-react';
import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { IconButton } from './Button';

interface Props {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** The buttons, the one that acts last. */
  actions?: ReactNode;
}

/**
 * A question that must be answered before going on. The browser's own dialog: it keeps the focus, closes by Escape, and
 * lies over everything, whatever page or shadow tree it stands in.
 */
export function Dialog({ isOpen, ...rest }: Props) {
  return isOpen ? <Open {...rest} /> : null;
}

function Open({ title, onClose, children, actions }: Omit<Props, 'isOpen'>) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  // Before it is taken off the page: a dialog that is gone gives no focus back.
  useLayoutEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === event.currentTarget && onClose()}
      className="panel fixed inset-x-4 top-auto bottom-4 mx-auto max-h-[85dvh] w-auto max-w-lg animate-appear overflow-y-auto p-0 text-ink shadow-lift backdrop:bg-black/55 sm:top-0 sm:bottom-0 sm:my-auto sm:h-fit"
    >
      <div className="p-5 sm:p-6">
        <div className="mb-3 flex items-start justify-between gap-4">
          <h2 id={id} className="text-lg font-semibold">
            {title}
          </h2>
          <IconButton name="Close" className="-mt-1 -mr-2" onClick={onClose}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
        <div className="space-y-3">{children}</div>
        {actions && <div className="mt-6 flex flex-wrap justify-end gap-2">{actions}</div>}
      </div>
    </dialog>
  );
}
