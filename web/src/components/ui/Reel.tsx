import { cx } from '@/lib/cx';

export interface ReelShot {
  seconds: number;
  /** 0..1; 1 is a kept take. */
  progress: number;
  tone?: 'plain' | 'working' | 'done' | 'bad';
  label?: string;
}

interface Props {
  shots: readonly ReelShot[];
  /** The whole scale, by which lengths can be compared. Default: as long as the shots. */
  scaleSeconds?: number;
  className?: string;
}

const FILL = { plain: 'bg-edge', working: 'bg-accent', done: 'bg-accent', bad: 'bg-bad' };

/**
 * A video as a strip of film: a mark each second, a cut between shots, each shot filled as far as it is made.
 * Decoration only: what it shows is said in words beside it.
 */
export function Reel({ shots, scaleSeconds, className }: Props) {
  const total = shots.reduce((sum, shot) => sum + shot.seconds, 0);
  const scale = Math.max(scaleSeconds ?? total, total, 1);
  return (
    <div aria-hidden className={cx('w-full', className)}>
      <div className="relative flex h-9 gap-[3px] overflow-hidden rounded-md bg-sunken p-[3px]">
        {shots.map((shot, index) => {
          const tone = shot.tone ?? 'plain';
          return (
            <div
              key={index}
              style={{ width: `${(shot.seconds / scale) * 100}%` }}
              className={cx(
                'relative shrink-0 overflow-hidden rounded-[4px] transition-[width] duration-200',
                tone === 'bad' ? 'bg-bad-wash' : 'bg-line',
              )}
            >
              <div
                style={{ transform: `scaleX(${tone === 'plain' ? 0 : shot.progress})` }}
                className={cx('absolute inset-0 origin-left transition-transform duration-500', FILL[tone])}
              />
              {tone === 'working' && shot.progress < 1 && (
                <div className="absolute inset-y-0 left-0 w-1/4 animate-sweep bg-gradient-to-r from-transparent via-accent/35 to-transparent" />
              )}
              <span
                className={cx(
                  'tabular absolute inset-0 grid place-items-center text-xs',
                  tone === 'done' ? 'text-on-accent' : 'text-ink',
                )}
              >
                {shot.label}
              </span>
            </div>
          );
        })}
      </div>
      <div className="relative mx-[3px] mt-1 h-1.5">
        {Array.from({ length: Math.floor(scale) + 1 }, (_, second) => (
          <span
            key={second}
            style={{ left: `${(second / scale) * 100}%` }}
            className={cx('absolute top-0 w-px bg-edge', second % 5 === 0 ? 'h-1.5' : 'h-[3px] opacity-60')}
          />
        ))}
      </div>
    </div>
  );
}
