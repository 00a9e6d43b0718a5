import { type FormEvent, useId, useState } from 'react';
import type { InviteDto } from '@/api';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { Field, inputClasses } from '@/components/ui/Field';
import { Select } from '@/components/ui/Select';
import { ShownOnce } from '@/components/ui/ShownOnce';
import { troubleOf } from '@/lib/problem';
import { useInviteMember } from '../api/inviteMember';

const ROLES = [
  { role: 'editor', about: 'Editor: makes and publishes' },
  { role: 'viewer', about: 'Viewer: looks' },
  { role: 'owner', about: 'Owner: manages people and keys too' },
] as const;

/** Invites somebody; the link is to be sent by whatever one talks with them. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const invite = useInviteMember();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<NonNullable<InviteDto['role']>>('editor');
  const form = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate({ email: email.trim(), role });
  };
  if (invite.data)
    return (
      <ShownOnce
        title={`Invitation for ${invite.data.email}`}
        warning="Send them this link yourself: it is not shown again. It works once, for seven days."
        secret={invite.data.link}
        copyLabel="Copy the link"
        doneLabel="Done"
        onClose={onClose}
      />
    );
  const wrong = invite.error ? troubleOf(invite.error).fields.email : undefined;
  return (
    <Dialog
      title="Invite somebody"
      isOpen
      onClose={onClose}
      actions={
        <Button type="submit" form={form} look="primary" isBusy={invite.isPending}>
          Make the link
        </Button>
      }
    >
      <form id={form} onSubmit={submit} className="space-y-4">
        <Field label="E-mail" error={wrong}>
          {(control) => (
            <input {...control} type="email" required value={email} onChange={(event) => setEmail(event.target.value)} className={`${inputClasses} h-11`} />
          )}
        </Field>
        <Field label="As">
          {(control) => (
            <Select {...control} value={role} className="w-full" onChange={(event) => setRole(event.target.value as typeof role)}>
              {ROLES.map((one) => (
                <option key={one.role} value={one.role}>
                  {one.about}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </form>
      {invite.isError && !wrong && <TroubleNotice error={invite.error} />}
    </Dialog>
  );
}
