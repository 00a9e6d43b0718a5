import { ArrowUp } from 'lucide-react';
import { type FormEvent, type KeyboardEvent, useRef, useSyncExternalStore } from 'react';
import { Button } from '@/components/ui/Button';
import { inputClasses } from '@/components/ui/Field';
import { useMay } from '@/hooks/useMe';
import { cx } from '@/lib/cx';
import { boxOf } from '../model/box';

interface Props {
  campaignId: string;
  suggestions: readonly string[];
  isWaiting: boolean;
  canGenerate: boolean;
  onSay: (text: string) => void;
  onGenerate: () => void;
}

const LONGEST = 4000;

/** Where one answers: by a click on a suggestion or in one's own words, which survive a reload. */
export function Composer({ campaignId, suggestions, isWaiting, canGenerate, onSay, onGenerate }: Props) {
  const mayOrder = useMay('order');
  const box = boxOf(campaignId);
  const text = useSyncExternalStore(box.subscribe, box.get);
  const field = useRef<HTMLTextAreaElement>(null);
  const say = (words: string) => {
    if (isWaiting || !words.trim()) return;
    onSay(words.trim());
    field.current?.focus();
  };
  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    say(text);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    submit();
  };
  return (
    <div className="shrink-0 space-y-3 border-t border-line p-3 sm:p-4">
      {suggestions.length > 0 && (
        <ul aria-label="Quick replies" className="flex flex-wrap gap-1.5">
          {suggestions.map((one) => (
            <li key={one}>
              <Button size="small" className="h-auto min-h-8 rounded-full py-1 text-left !whitespace-normal" onClick={() => say(one)}>
                {one}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form onSubmit={submit} className="relative">
        <textarea
          ref={field}
          aria-label="Your message"
          placeholder="Write an answer"
          rows={1}
          maxLength={LONGEST}
          value={text}
          onChange={(event) => box.set(() => event.target.value)}
          onKeyDown={onKeyDown}
          className={cx(inputClasses, 'field-sizing-content block max-h-40 min-h-12 resize-none py-3 pr-14')}
        />
        <button
          type="submit"
          aria-label="Send"
          aria-disabled={isWaiting || !text.trim()}
          className="absolute right-1.5 bottom-1.5 grid size-9 place-items-center rounded-md bg-accent text-on-accent transition-opacity aria-disabled:bg-sunken aria-disabled:text-soft"
        >
          <ArrowUp aria-hidden className="size-5" />
        </button>
      </form>
      {mayOrder && canGenerate && (
        <Button className="w-full" onClick={onGenerate}>
          <span aria-hidden>🎬</span> Generate Videos
        </Button>
      )}
    </div>
  );
}
