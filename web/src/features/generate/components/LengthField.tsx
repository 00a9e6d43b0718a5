import { type CSSProperties, useEffect, useState } from 'react';
import { cx } from '@/lib/cx';
import { inputClasses } from '@/components/ui/Field';
import { isLength, LONGEST_SECONDS, SHORTEST_SECONDS } from '../model/draft';
import { adviceOn } from '../model/teaching';
import { useDesk } from '../model/useDesk';

const MARKS = [5, 15, 30, 45, 60];
const shareOf = (seconds: number) => (seconds - SHORTEST_SECONDS) / (LONGEST_SECONDS - SHORTEST_SECONDS);

/** The length: whole seconds by the slider, exact ones by the field. */
export function LengthField({ seconds }: { seconds: number }) {
  const { change } = useDesk();
  const isRight = isLength(seconds);
  const shown = Math.min(Math.max(seconds || 0, SHORTEST_SECONDS), LONGEST_SECONDS);
  return (
    <div>
      <div className="mb-1.5 flex items-center justify-between gap-3">
        <label htmlFor="duration" className="font-medium">
          Length
        </label>
        <span className="flex items-center gap-2">
          <ExactSeconds seconds={seconds} />
          <span className="text-soft">seconds</span>
        </span>
      </div>
      <input
        type="range"
        min={SHORTEST_SECONDS}
        max={LONGEST_SECONDS}
        step={1}
        value={shown}
        aria-label="Length in seconds"
        aria-valuetext={`${seconds} seconds`}
        onChange={(event) => change({ duration: Number(event.target.value) })}
        style={{ '--share': `calc(10px + (100% - 20px) * ${shareOf(shown)})` } as CSSProperties}
        className="slider h-6 w-full"
      />
      <div aria-hidden className="relative mx-2.5 h-5">
        {MARKS.map((mark) => (
          <span
            key={mark}
            style={{ left: `${shareOf(mark) * 100}%` }}
            className="tabular absolute -translate-x-1/2 text-xs text-soft"
          >
            {mark}
          </span>
        ))}
      </div>
      <p id="duration-advice" className={cx('text-sm', isRight ? 'text-soft' : 'text-bad')}>
        {isRight ? adviceOn(seconds) : `From ${SHORTEST_SECONDS} to ${LONGEST_SECONDS} seconds.`}
      </p>
    </div>
  );
}

/** Keeps the text as it is typed: `12.` is on its way to `12.5`, and an empty field to anything. */
function ExactSeconds({ seconds }: { seconds: number }) {
  const { change } = useDesk();
  const [text, setText] = useState(String(seconds));
  useEffect(() => {
    setText((typed) => (Number(typed) === seconds ? typed : String(seconds)));
  }, [seconds]);
  return (
    <input
      id="duration"
      type="number"
      inputMode="decimal"
      min={SHORTEST_SECONDS}
      max={LONGEST_SECONDS}
      step="0.001"
      value={text}
      aria-invalid={!isLength(seconds)}
      aria-describedby="duration-advice"
      onChange={(event) => {
        setText(event.target.value);
        change({ duration: Number(event.target.value) });
      }}
      className={`${inputClasses} tabular h-9 !w-20 [appearance:textfield] text-center`}
    />
  );
}
