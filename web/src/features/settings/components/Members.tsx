import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import type { MemberDto } from '@/api';
import { Shade } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Section } from '@/components/layout/Section';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { useMay, useMe } from '@/hooks/useMe';
import { useChangeMember } from '../api/changeMember';
import { useInvites } from '../api/invites';
import { useMembers } from '../api/members';
import { useRemoveMember } from '../api/removeMember';
import { InviteDialog } from './InviteDialog';
import { Member } from './Member';
import { OpenInvite } from './OpenInvite';

/** Everybody in the workspace, and who is asked to join it. */
export function Members() {
  const mayManage = useMay('manage');
  const { data: me } = useMe();
  const { data: members, error } = useMembers();
  const { data: invites = [] } = useInvites(mayManage && me !== undefined);
  const change = useChangeMember();
  const [isInviting, setIsInviting] = useState(false);
  const [leaving, setLeaving] = useState<MemberDto | null>(null);
  const invite = mayManage && (
    <Button onClick={() => setIsInviting(true)}>
      <UserPlus aria-hidden className="size-4" />
      Invite somebody
    </Button>
  );
  return (
    <Section title="Members" about="Owners manage, editors make videos, viewers look." action={invite}>
      {error && <TroubleNotice error={error} />}
      {change.isError && <TroubleNotice error={change.error} />}
      {!members && !error && <Shade className="h-16" />}
      {members && (
        <ul className="panel divide-y divide-line">
          {members.map((member) => (
            <Member
              key={member.personId}
              member={member}
              isOneself={member.personId === me?.person?.id}
              mayManage={mayManage}
              onRole={(role) => change.mutate({ personId: member.personId, role })}
              onRemove={() => setLeaving(member)}
            />
          ))}
          {invites.map((one) => (
            <OpenInvite key={one.id} invite={one} />
          ))}
        </ul>
      )}
      {isInviting && <InviteDialog onClose={() => setIsInviting(false)} />}
      {leaving && <RemoveDialog member={leaving} onClose={() => setLeaving(null)} />}
    </Section>
  );
}

function RemoveDialog({ member, onClose }: { member: MemberDto; onClose: () => void }) {
  const remove = useRemoveMember();
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Keep them
      </Button>
      <Button look="danger" isBusy={remove.isPending} onClick={() => remove.mutate(member.personId, { onSuccess: onClose })}>
        Remove from the workspace
      </Button>
    </>
  );
  return (
    <Dialog title={`Remove ${member.name}?`} isOpen onClose={onClose} actions={actions}>
      <p>They are signed out of this workspace at once, and the API keys they made stop working. What else they made stays.</p>
      {remove.isError && <TroubleNotice error={remove.error} />}
    </Dialog>
  );
}
