import type { MemberDto } from '@/api';
import { Badge } from '@/components/ui/Badge';
import { Button } from '@/components/ui/Button';
import { Select } from '@/components/ui/Select';
import { date } from '@/lib/format';

const ROLES = ['owner', 'editor', 'viewer'] as const;

interface Props {
  member: MemberDto;
  isOneself: boolean;
  mayManage: boolean;
  onRole: (role: MemberDto['role']) => void;
  onRemove: () => void;
}

/** One person of the workspace. */
export function Member({ member, isOneself, mayManage, onRole, onRemove }: Props) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 grow basis-40">
        <p className="truncate font-medium">
          {member.name}
          {isOneself && <span className="font-normal text-soft"> (you)</span>}
        </p>
        <p className="truncate text-sm text-soft">{member.email}</p>
      </div>
      <span className="text-sm text-soft">since {date(member.joinedAt)}</span>
      {mayManage ? (
        <>
          <Select aria-label={`Role of ${member.name}`} value={member.role} onChange={(event) => onRole(event.target.value as MemberDto['role'])}>
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {role}
              </option>
            ))}
          </Select>
          {!isOneself && (
            <Button size="small" look="quiet" aria-label={`Remove ${member.name}`} onClick={onRemove}>
              Remove
            </Button>
          )}
        </>
      ) : (
        <Badge>{member.role}</Badge>
      )}
    </li>
  );
}
