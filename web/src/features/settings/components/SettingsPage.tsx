import { PageHead } from '@/components/layout/PageHead';
import { useMay } from '@/hooks/useMe';
import { useTitle } from '@/hooks/useTitle';
import { ApiKeys } from './ApiKeys';
import { Members } from './Members';
import { Password } from './Password';

/** One's own password, who else is here, and the keys of programs. */
export function SettingsPage() {
  useTitle('Settings');
  const mayManage = useMay('manage');
  return (
    <div className="max-w-4xl">
      <PageHead title="Settings" />
      <div className="space-y-10">
        {mayManage && <ApiKeys />}
        <Members />
        <Password />
      </div>
    </div>
  );
}
