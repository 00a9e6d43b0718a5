import { Check, Undo2 } from 'lucide-react';
import { Notice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { cx } from '@/lib/cx';
import type { Refined } from '../api/refine';
import { wordDiff } from '../model/diff';
import type { Desk } from '../model/desk';
import type { Draft } from '../model/draft';
import { useDesk } from '../model/useDesk';

interface Props {
  draft: Draft;
  text: string;
  done: Refined | null;
  isWriting: boolean;
  onSettled: () => void;
}

/** A rewritten prompt while it comes, then what changed, to take or to leave; once taken, the way back. */
export function RefinedPrompt({ draft, text, done, isWriting, onSettled }: Props) {
  const desk = useDesk();
  if (isWriting)
    return (
      <p role="status" aria-label="Refined prompt, being written" className="rounded-field bg-sunken p-3 whitespace-pre-wrap">
        {text}
        <span aria-hidden className="ml-0.5 inline-block h-4 w-1.5 animate-pulse bg-accent align-text-bottom" />
      </p>
    );
  if (done)
    return (
      <div className="space-y-3">
        <p className="text-sm text-soft">{`Written by ${done.by}`}</p>
        <Difference before={draft.prompt} after={done.prompt} />
        {done.warning && <Notice kind="warning">{done.warning}</Notice>}
        <div className="flex flex-wrap gap-2">
          <Button
            look="primary"
            onClick={(event) => {
              take(desk, done.prompt);
              onSettled();
              focusPrompt(event.currentTarget);
            }}
          >
            <Check aria-hidden className="size-4" />
            Use the new one
          </Button>
          <Button
            onClick={(event) => {
              onSettled();
              focusPrompt(event.currentTarget);
            }}
          >
            Keep mine
          </Button>
        </div>
      </div>
    );
  return <BothVersions draft={draft} onChange={desk.change} />;
}

/** The refined prompt takes the place of one's own; where there are two versions already, all of it can be brought back. */
function take(desk: Desk, prompt: string): void {
  const draft = desk.draft.get();
  const next = { ...draft, prompt, unrefined: draft.prompt, refined: null };
  if (draft.unrefined === null && draft.refined === null) desk.change(next);
  else desk.replace(next);
}

/** The refined prompt and one's own, each as it was changed since; one of them is in use. */
function BothVersions({ draft: { prompt, unrefined, refined }, onChange }: { draft: Draft; onChange: (change: Partial<Draft>) => void }) {
  const other = unrefined ?? refined;
  if (other === null) return null;
  const isRefined = unrefined !== null;
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <span className="text-soft">{isRefined ? 'The refined prompt is in use.' : 'Your own prompt is in use.'}</span>
      <Button size="small" onClick={() => onChange({ prompt: other, unrefined: isRefined ? null : prompt, refined: isRefined ? prompt : null })}>
        <Undo2 aria-hidden className={cx('size-4', !isRefined && '-scale-x-100')} />
        {isRefined ? 'Back to mine' : 'Back to the refined one'}
      </Button>
    </div>
  );
}

/** The button is gone a moment later; the prompt is what one goes on with, in whatever tree it stands. */
function focusPrompt(beside: HTMLElement): void {
  (beside.getRootNode() as Document | ShadowRoot).getElementById('prompt')?.focus();
}

/** What went is crossed out, what came is underlined: told by more than colour. */
export function Difference({ before, after }: { before: string; after: string }) {
  return (
    <p className="rounded-field bg-sunken p-3 leading-relaxed break-words whitespace-pre-wrap">
      {wordDiff(before, after).map(({ kind, text }, index) => {
        if (kind === 'gone') return <del key={index} className="rounded-sm bg-bad-wash text-bad">{text}</del>;
        if (kind === 'new') return <ins key={index} className="rounded-sm bg-good-wash text-good underline decoration-1">{text}</ins>;
        return <span key={index}>{text}</span>;
      })}
    </p>
  );
}
