import { type FormEvent, useId, useState } from 'react';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { Field, inputClasses } from '@/components/ui/Field';
import { ShownOnce } from '@/components/ui/ShownOnce';
import { useMakeApiKey } from '../api/makeApiKey';

const SCOPES = [
  { scope: 'read', label: 'Read', about: 'look at videos, prices and usage' },
  { scope: 'write', label: 'Write', about: 'upload references, choose takes, delete' },
  { scope: 'order', label: 'Order', about: 'spend money on videos' },
  { scope: 'manage', label: 'Manage', about: 'members, keys and limits' },
] as const;
type Scope = (typeof SCOPES)[number]['scope'];

/** Makes a key and shows it, this once. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const make = useMakeApiKey();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<Scope[]>(['read', 'write', 'order']);
  const form = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate({ name, scopes });
  };
  if (make.data) {
    return (
      <ShownOnce title="Your new key" warning="Copy it now: it is not shown again." secret={make.data.key} copyLabel="Copy the key" onClose={onClose} />
    );
  }
  const actions = (
    <Button type="submit" form={form} look="primary" isBusy={make.isPending} disabled={scopes.length === 0}>
      Make the key
    </Button>
  );
  return (
    <Dialog title="New API key" isOpen onClose={onClose} actions={actions}>
      <form id={form} onSubmit={submit} className="space-y-4">
        <Field label="What is it for?" hint="For example: the shop's nightly job.">
          {(control) => (
            <input
              {...control}
              required
              maxLength={120}
              value={name}
              onChange={(event) => setName(event.target.value)}
              className={`${inputClasses} h-11`}
            />
          )}
        </Field>
        <fieldset>
          <legend className="mb-1.5 font-medium">It may</legend>
          {SCOPES.map(({ scope, label, about }) => (
            <label key={scope} className="flex cursor-pointer items-baseline gap-2.5 py-1">
              <input
                type="checkbox"
                checked={scopes.includes(scope)}
                onChange={(event) =>
                  setScopes(event.target.checked ? [...scopes, scope] : scopes.filter((one) => one !== scope))
                }
                className="size-4 shrink-0 translate-y-0.5 accent-accent"
              />
              <span>
                {label} <span className="text-soft">{about}</span>
              </span>
            </label>
          ))}
        </fieldset>
      </form>
      {make.isError && <TroubleNotice error={make.error} />}
    </Dialog>
  );
}
