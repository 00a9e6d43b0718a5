import { type FormEvent, useState } from 'react';
import type { AttemptDto, GenerationDto, ResolveDto } from '@/api';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Field, inputClasses } from '@/components/ui/Field';
import { Radio } from '@/components/ui/Radio';
import { money } from '@/lib/format';
import { useResolveVideo } from '../api/resolveVideo';

/** Explains a paid submit whose answer was lost, and asks what became of it. */
export function Attention({ video }: { video: GenerationDto }) {
  const open = video.plan.shots.flatMap((shot) =>
    shot.attempts.filter((attempt) => attempt.state === 'unknown').map((attempt) => ({ shot: shot.n, attempt })),
  );
  return (
    <section aria-labelledby="attention" className="panel border-bad p-5">
      <h2 id="attention" className="text-lg font-semibold">
        Did the vendor take this order?
      </h2>
      <p className="mt-1 max-w-2xl text-soft">
        It was sent, and the answer was lost on the way. It may be running and billed, or never have arrived. We do not
        send it again by ourselves, as that could buy it twice. Look into your account at the vendor, then say what you
        found.
      </p>
      {open.map(({ shot, attempt }) => (
        <Question key={attempt.id} videoId={video.id} shot={shot} attempt={attempt} />
      ))}
    </section>
  );
}

type Outcome = ResolveDto['outcome'];
const CHOICES: { outcome: Outcome; label: string; means: (usd: string) => string }[] = [
  { outcome: 'found', label: 'It is there', means: () => 'Give its job id: we check it with the vendor and collect it.' },
  { outcome: 'not_billed', label: 'It is not there', means: (usd) => `${usd} comes back, and the shot can be made again.` },
  { outcome: 'written_off', label: 'I cannot tell', means: (usd) => `${usd} is booked as spent, to be on the safe side.` },
];

function Question({ videoId, shot, attempt }: { videoId: string; shot: number; attempt: AttemptDto }) {
  const [outcome, setOutcome] = useState<Outcome>('found');
  const [job, setJob] = useState('');
  const resolve = useResolveVideo(videoId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    resolve.mutate({ attemptId: attempt.id, outcome, vendorJobId: outcome === 'found' ? job.trim() : null });
  };
  return (
    <form onSubmit={submit} className="mt-4 space-y-3 border-t border-line pt-4">
      <p className="font-medium">
        {`Shot ${shot}, ordered at ${attempt.vendor} for `}
        <span className="tabular">{money(attempt.heldUsd)}</span>
      </p>
      <div
        role="radiogroup"
        aria-label={`What became of shot ${shot}`}
        className="grid gap-2 @lg:grid-cols-3"
      >
        {CHOICES.map((choice) => (
          <Radio
            key={choice.outcome}
            name={`outcome-${attempt.id}`}
            value={choice.outcome}
            isChecked={choice.outcome === outcome}
            onChoose={() => setOutcome(choice.outcome)}
            label={choice.label}
            className="panel p-3 text-left data-[state=checked]:border-accent data-[state=checked]:shadow-[inset_0_0_0_1px_var(--color-accent)]"
          >
            <span className="block font-medium">{choice.label}</span>
            <span className="text-sm text-soft">{choice.means(money(attempt.heldUsd))}</span>
          </Radio>
        ))}
      </div>
      {outcome === 'found' && (
        <Field label="The vendor’s job id">
          {(control) => (
            <input
              {...control}
              required
              maxLength={200}
              value={job}
              onChange={(event) => setJob(event.target.value)}
              className={`${inputClasses} mono h-10 max-w-md`}
            />
          )}
        </Field>
      )}
      {resolve.isError && <TroubleNotice error={resolve.error} />}
      <Button type="submit" look="primary" isBusy={resolve.isPending}>
        Settle it
      </Button>
    </form>
  );
}
