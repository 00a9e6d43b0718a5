import { Choice } from '@/components/ui/Choice';
import { useTemplates } from '../api/templates';
import type { Draft } from '../model/draft';
import type { Setting } from '../model/order';
import { startOf } from '../model/starting';
import { useDesk } from '../model/useDesk';
import { PromptField } from './PromptField';
import { Refinement } from './Refinement';
import { SceneField } from './SceneField';
import { TemplateFields } from './TemplateFields';

const OWN = 'prompt';

/** What the video says: a prompt of one's own, or a template's few words. */
export function Words({ draft, model, setting }: { draft: Draft; model: string; setting: Setting }) {
  const { change } = useDesk();
  const { data: templates = [] } = useTemplates();
  const template = templates.find((one) => one.key === draft.template);
  const starts = [{ value: OWN, label: 'Your own prompt' }, ...templates.map(({ key, name }) => ({ value: key, label: name }))];
  return (
    <section aria-label="What it shows" className="space-y-4">
      <Choice
        label="Start from"
        isLabelHidden
        value={draft.template ?? OWN}
        options={starts}
        onChange={(key) => change(startOf(draft, templates.find((one) => one.key === key)))}
      />
      {template ? <TemplateFields draft={draft} template={template} /> : <PromptField draft={draft} />}
      {template && <SceneField scene={draft.scene} />}
      <Refinement draft={draft} model={model} setting={setting} />
    </section>
  );
}
