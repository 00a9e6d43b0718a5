import { Check, Undo2 } from 'lucide-react';
import { Notice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import type { Refined } from '../api/refine';
import { wordDiff } from '../model/diff';
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
  const { change } = useDesk();
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
            onClick={() => {
              change({ unrefined: draft.prompt, prompt: done.prompt });
              onSettled();
            }}
          >
            <Check aria-hidden className="size-4" />
            Use the new one
          </Button>
          <Button onClick={onSettled}>Keep mine</Button>
        </div>
      </div>
    );
  if (draft.unrefined === null) return null;
  return (
    <div className="flex flex-wrap items-center gap-3 text-sm">
      <span className="text-soft">The refined prompt is in use.</span>
      <Button size="small" onClick={() => change({ prompt: draft.unrefined ?? '', unrefined: null })}>
        <Undo2 aria-hidden className="size-4" />
        Back to mine
      </Button>
    </div>
  );
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
