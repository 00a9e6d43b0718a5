import { useId, useState } from 'react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { DollarInput } from '@/components/ui/DollarInput';
import { Field } from '@/components/ui/Field';
import { useSetBudget } from '../api/setBudget';

interface Props {
  title: string;
  period: 'month' | 'total';
  limit: number | null;
  onClose: () => void;
}

const HINTS = {
  total: 'An order that would go beyond it is refused before it costs anything.',
  month: 'An order that would go beyond it is refused before it costs anything. The next months begin with the same limit.',
};

/** Sets a hard limit or takes it away. */
export function LimitDialog({ title, period, limit, onClose }: Props) {
  const [text, setText] = useState(limit === null ? '' : String(limit));
  const set = useSetBudget();
  const form = useId();
  const save = (limitUsd: number | null) => set.mutate({ limitUsd, period }, { onSuccess: onClose });
  const actions = (
    <>
      {limit !== null && (
        <Button look="quiet" isBusy={set.isPending} onClick={() => save(null)}>
          No limit
        </Button>
      )}
      <Button type="submit" form={form} look="primary" isBusy={set.isPending}>
        Save
      </Button>
    </>
  );
  return (
    <Dialog title={`Limit: ${title.toLowerCase()}`} isOpen onClose={onClose} actions={actions}>
      <form
        id={form}
        onSubmit={(event) => {
          event.preventDefault();
          save(Number(text));
        }}
      >
        <Field label="At most, in US dollars" hint={HINTS[period]}>
          {(control) => <DollarInput {...control} required value={text} onChange={setText} />}
        </Field>
      </form>
      {set.isError && <TroubleNotice error={set.error} />}
    </Dialog>
  );
}
