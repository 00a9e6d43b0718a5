import { Shade } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Badge } from '@/components/ui/Badge';
import { date } from '@/lib/format';
import { useMembers } from '../api/members';
import { Section } from './Section';

/** Everybody in the workspace. */
export function Members() {
  const { data: members, isError, error } = useMembers();
  return (
    <Section title="Members" about="Owners manage, editors make videos, viewers look.">
      {isError && <TroubleNotice error={error} />}
      {!members && !isError && <Shade className="h-16" />}
      {members && (
        <ul className="panel divide-y divide-line">
          {members.map((member) => (
            <li key={member.personId} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
              <div className="min-w-0 grow">
                <p className="truncate font-medium">{member.name}</p>
                <p className="truncate text-sm text-soft">{member.email}</p>
              </div>
              <Badge>{member.role}</Badge>
              <span className="text-sm text-soft">since {date(member.joinedAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
