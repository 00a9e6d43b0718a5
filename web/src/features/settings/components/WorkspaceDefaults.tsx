import { type FormEvent, useState } from 'react';
import type { WorkspaceDto } from '@/api';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Section } from '@/components/layout/Section';
import { Button } from '@/components/ui/Button';
import { DollarInput } from '@/components/ui/DollarInput';
import { Field, inputClasses } from '@/components/ui/Field';
import { Switch } from '@/components/ui/Switch';
import { toast } from '@/lib/toasts';
import { useChangeWorkspace } from '../api/changeWorkspace';

/** The workspace's name, and what an order gets that says nothing else. */
export function WorkspaceDefaults({ workspace }: { workspace: WorkspaceDto }) {
  const change = useChangeWorkspace();
  const [name, setName] = useState(workspace.name);
  const [price, setPrice] = useState(workspace.maxPriceUsd === null ? '' : String(workspace.maxPriceUsd));
  const [autoRefine, setAutoRefine] = useState(workspace.autoRefine);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const maxPriceUsd = price === '' ? null : Number(price);
    change.mutate({ name: name.trim(), maxPriceUsd, autoRefine }, { onSuccess: () => toast({ title: 'The workspace is changed' }) });
  };
  return (
    <Section title="Workspace" about="Its name, and what holds for every video that says nothing else.">
      <form onSubmit={submit} className="panel grid max-w-xl gap-4 p-5 xl:max-w-none">
        <Field label="Name">
          {(control) => (
            <input
              {...control}
              required
              pattern=".*\S.*"
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.target.value)}
              className={`${inputClasses} h-11`}
            />
          )}
        </Field>
        <Field label="Spend at most on a video" aside="optional" hint="In US dollars. An order above it is refused, unless it names a limit of its own.">
          {(control) => <DollarInput {...control} max={100_000} value={price} onChange={setPrice} />}
        </Field>
        <Switch
          label="Refine every prompt"
          hint="The chat model rewrites it when a video is ordered. Both versions stay on the video’s page."
          isOn={autoRefine}
          onChange={setAutoRefine}
        />
        {change.isError && <TroubleNotice error={change.error} />}
        <div>
          <Button type="submit" isBusy={change.isPending}>
            Save
          </Button>
        </div>
      </form>
    </Section>
  );
}
