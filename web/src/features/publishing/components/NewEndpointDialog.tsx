import { type FormEvent, useId, useState } from 'react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { Field, inputClasses } from '@/components/ui/Field';
import { ShownOnce } from '@/components/ui/ShownOnce';
import { Switch } from '@/components/ui/Switch';
import { troubleOf } from '@/lib/problem';
import { useMakeEndpoint } from '../api/makeEndpoint';

/** Makes an endpoint and shows its secret, this once. */
export function NewEndpointDialog({ onClose }: { onClose: () => void }) {
  const make = useMakeEndpoint();
  const [url, setUrl] = useState('');
  const [hearsAll, setHearsAll] = useState(false);
  const form = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ url: url.trim(), ...(!hearsAll && { events: [] }) });
  };
  if (make.data)
    return (
      <ShownOnce
        title="The endpoint’s secret"
        warning="Copy it now: it is not shown again. The receiver checks our signature with it."
        secret={make.data.secret ?? ''}
        copyLabel="Copy the secret"
        onClose={onClose}
      />
    );
  const wrong = make.error ? troubleOf(make.error).fields.url : undefined;
  return (
    <Dialog
      title="New webhook endpoint"
      isOpen
      onClose={onClose}
      actions={
        <Button type="submit" form={form} look="primary" isBusy={make.isPending}>
          Add the endpoint
        </Button>
      }
    >
      <form id={form} onSubmit={submit} className="space-y-4">
        <Field label="Address" error={wrong} hint="A public https address that answers 2xx to a POST.">
          {(control) => (
            <input {...control} type="url" required value={url} placeholder="https://example.com/hooks/reelwright" onChange={(event) => setUrl(event.target.value)} className={`${inputClasses} h-11`} />
          )}
        </Field>
        <Switch
          label="Tell it about videos too"
          hint="What became of every order; without, it gets only what is published to it."
          isOn={hearsAll}
          onChange={setHearsAll}
        />
      </form>
      {make.isError && !wrong && <TroubleNotice error={make.error} />}
    </Dialog>
  );
}
