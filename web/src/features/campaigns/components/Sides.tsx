import { cx } from '@/lib/cx';

interface Props {
  work: string;
  shown: 'chat' | 'work';
  onShow: (side: 'chat' | 'work') => void;
}

/** On a phone there is room for one at a time: the talk or the work. */
export function Sides({ work, shown, onShow }: Props) {
  const sides = [
    { side: 'chat', label: 'Chat' },
    { side: 'work', label: work },
  ] as const;
  return (
    <div role="group" aria-label="What is shown" className="grid shrink-0 grid-cols-2 gap-1 rounded-field bg-sunken p-1 lg:hidden">
      {sides.map(({ side, label }) => (
        <button
          key={side}
          type="button"
          aria-pressed={shown === side}
          onClick={() => onShow(side)}
          className={cx(
            'h-9 truncate rounded-md px-2 text-sm font-medium',
            shown === side ? 'bg-surface text-ink shadow-[0_1px_2px_rgb(0_0_0/0.14)]' : 'text-soft hover:text-ink',
          )}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
