import { ImagePlus, Link2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { inputClasses } from '@/components/ui/Field';
import { cx } from '@/lib/cx';
import { useReferenceActions } from '../api/useReferenceActions';
import { type Draft, isPending, isRefused, MAX_REFERENCES, roomFor } from '../model/draft';
import type { ModelFacts } from '../model/models';
import { urlsIn } from '../model/urls';
import { ReferenceItem } from './ReferenceItem';

const ACCEPTED = 'image/png,image/jpeg,image/webp,image/avif,image/heic,image/gif,image/svg+xml';

interface Props {
  draft: Draft;
  model: ModelFacts;
  /** Whether something is held over the generator that would become one. */
  isOver: boolean;
}

/** Pictures to go by: dropped, picked or pasted, as files or as addresses. */
export function References({ draft, model, isOver }: Props) {
  const picker = useRef<HTMLInputElement>(null);
  const actions = useReferenceActions();
  const { references } = draft;
  const room = roomFor(draft);
  const taken = references.filter((one) => !isRefused(one)).length;
  useWarning(references.some(isPending));
  return (
    <section aria-labelledby="references">
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <h2 id="references" tabIndex={-1} className="font-medium">
          References
        </h2>
        <span className="text-sm text-soft">{`${taken} of ${MAX_REFERENCES}`}</span>
      </div>
      {references.length > 0 && (
        <ol className="mb-3 grid gap-2 @lg:grid-cols-2 @7xl:grid-cols-3">
          {references.map((reference, index) => (
            <ReferenceItem key={reference.id} reference={reference} index={index} count={references.length} actions={actions} />
          ))}
        </ol>
      )}
      {room > 0 && (
        <div
          className={cx(
            'flex flex-wrap items-center gap-3 rounded-panel border border-dashed p-3 transition-colors',
            isOver ? 'border-accent bg-accent-wash' : 'border-edge',
          )}
        >
          <Button onClick={() => picker.current?.click()}>
            <ImagePlus aria-hidden className="size-4" />
            Choose pictures
          </Button>
          <input
            ref={picker}
            type="file"
            multiple
            accept={ACCEPTED}
            aria-label="Reference pictures"
            className="hidden"
            onChange={(event) => {
              actions.addFiles(event.target.files ?? []);
              event.target.value = '';
            }}
          />
          <UrlField onUrls={actions.addUrls} />
        </div>
      )}
      <p role="status" className="mt-1.5 text-sm text-bad empty:hidden">
        {draft.leftOut > 0 && `${draft.leftOut} left out: ten at most.`}
      </p>
      <p className="mt-1.5 text-sm text-soft">
        {`Drop or paste them too. 512 × 512 or more, clear and well lit; logos and style pictures keep a campaign consistent. `}
        {taken > model.maxReferences && `${model.name} takes ${model.maxReferences} at most.`}
      </p>
    </section>
  );
}

/** Leaving the site would cut off what is being sent, and the browser forgets the file; it asks first. */
function useWarning(isSending: boolean): void {
  useEffect(() => {
    if (!isSending) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isSending]);
}

/** Takes addresses as soon as they are pasted; typed ones by Enter. */
function UrlField({ onUrls }: { onUrls: (urls: string[]) => void }) {
  const [text, setText] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  const add = (given: string): boolean => {
    const urls = urlsIn(given);
    setIsWrong(urls === null && given.trim() !== '');
    if (!urls) return false;
    onUrls(urls);
    setText('');
    return true;
  };
  return (
    <div className="min-w-56 grow">
      <span className="relative block">
        <Link2 aria-hidden className="pointer-events-none absolute top-3 left-3 size-4 text-soft" />
        <input
          type="text"
          inputMode="url"
          aria-label="Addresses of pictures"
          aria-invalid={isWrong}
          aria-describedby={isWrong ? 'url-error' : undefined}
          placeholder="or paste addresses: https://…"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setIsWrong(false);
          }}
          onPaste={(event) => {
            if (add(event.clipboardData.getData('text'))) event.preventDefault();
          }}
          onKeyDown={(event) => event.key === 'Enter' && add(text)}
          onBlur={() => add(text)}
          className={`${inputClasses} h-10 pl-9`}
        />
      </span>
      {isWrong && (
        <p id="url-error" role="alert" className="mt-1 text-sm text-bad">
          Addresses begin with http:// or https://.
        </p>
      )}
    </div>
  );
}
