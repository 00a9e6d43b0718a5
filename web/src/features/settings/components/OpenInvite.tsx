import type { OpenInviteDto } from '@/api';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { date } from '@/lib/format';
import { useWithdrawInvite } from '../api/withdrawInvite';

/** An invitation that waits for an answer. */
export function OpenInvite({ invite }: { invite: OpenInviteDto }) {
  const withdraw = useWithdrawInvite();
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow basis-40">
        <p className="truncate font-medium">{invite.email}</p>
        <p className="text-sm text-soft">{`invited, open until ${date(invite.expiresAt)}`}</p>
      </div>
      <Badge>{invite.role}</Badge>
      <Button size="small" look="quiet" className="max-sm:-ml-2.5" isBusy={withdraw.isPending} onClick={() => withdraw.mutate(invite.id)}>
        Take it back
      </Button>
    </li>
  );
}
