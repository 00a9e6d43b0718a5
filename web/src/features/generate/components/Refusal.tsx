import { Notice, TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { troubleOf } from '@/lib/problem';
import type { Draft } from '../model/draft';
import type { ModelFacts } from '../model/models';
import { refusalOf, remediesOf } from '../model/remedies';
import { useDesk } from '../model/useDesk';

interface Props {
  error: unknown;
  draft: Draft;
  model: ModelFacts;
  onAgain: () => void;
}

/** Why there is no plan; where the server knows what could be made instead, each way there is a button. */
export function Refusal({ error, draft, model, onAgain }: Props) {
  const { change } = useDesk();
  const trouble = troubleOf(error);
  const remedies = remediesOf(trouble, draft, model);
  if (remedies.length === 0) return <TroubleNotice error={error} actions={<Button size="small" onClick={onAgain}>Ask again</Button>} />;
  const actions = remedies.map(({ label, change: way }) => (
    <Button key={label} size="small" className="h-auto min-h-8 py-1 text-left !whitespace-normal" onClick={() => change(way)}>
      {label}
    </Button>
  ));
  return (
    <Notice kind="error" title="This cannot be made as it is set" actions={actions}>
      {refusalOf(trouble)}
    </Notice>
  );
}
