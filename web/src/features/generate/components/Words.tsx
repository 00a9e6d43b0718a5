import { Choice } from '@/components/ui/Choice';
import type { Draft, Kind } from '../model/draft';
import { PLATFORMS } from '../model/platforms';
import { PromptField } from './PromptField';
import { Refinement } from './Refinement';
import { TemplateFields } from './TemplateFields';
import { useDesk } from '../model/useDesk';

const KINDS: { value: Kind; label: string }[] = [
  { value: 'prompt', label: 'Your own prompt' },
  { value: 'brand-animation', label: 'Brand animation' },
  { value: 'product-showcase', label: 'Product showcase' },
  { value: 'social-media', label: 'Social post' },
];

/** What the video says: a prompt of one's own, or a template's few words. */
export function Words({ draft }: { draft: Draft }) {
  const { change } = useDesk();
  return (
    <section aria-label="What it shows" className="space-y-4">
      <Choice label="Start from" isLabelHidden value={draft.kind} options={KINDS} onChange={(kind) => change(startOf(kind))} />
      {draft.kind === 'prompt' ? <PromptField draft={draft} /> : <TemplateFields draft={draft} />}
      <Refinement draft={draft} />
    </section>
  );
}

/** A post takes its platform's length and format at once, so that they are seen and can be changed. */
function startOf(kind: Kind): Partial<Draft> {
  const platform = PLATFORMS.find((one) => one.key === 'instagram-reel');
  if (kind !== 'social-media' || !platform) return { kind };
  return { kind, platform: platform.key, duration: platform.seconds, aspectRatio: platform.aspectRatio };
}
