import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { IconButton } from './Button';

interface Props {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** The buttons, the one that acts last. */
  actions?: ReactNode;
}

/** A question that must be answered before going on. */
export function Dialog({ title, isOpen, onClose, children, actions }: Props) {
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-appear bg-black/55" />
        <Radix.Content
          aria-describedby={undefined}
          className="panel fixed inset-x-4 bottom-4 z-50 mx-auto max-h-[85dvh] max-w-lg animate-appear overflow-y-auto p-5 shadow-lift sm:top-1/2 sm:bottom-auto sm:-translate-y-1/2 sm:p-6"
        >
          <div className="mb-3 flex items-start justify-between gap-4">
            <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
            <Radix.Close asChild>
              <IconButton name="Close" className="-mt-1 -mr-2">
                <X aria-hidden className="size-4" />
              </IconButton>
            </Radix.Close>
          </div>
          <div className="space-y-3">{children}</div>
          {actions && <div className="mt-6 flex flex-wrap justify-end gap-2">{actions}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
