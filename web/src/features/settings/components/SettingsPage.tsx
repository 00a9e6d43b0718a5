import type { ReactNode } from 'react';
import { PageHead } from '@/components/layout/PageHead';
import { useMay } from '@/hooks/useMe';
import { useTitle } from '@/hooks/useTitle';
import { ApiKeys } from './ApiKeys';
import { Members } from './Members';
import { Password } from './Password';

/** One's own password, who else is here, and the programs that act here or are told. */
export function SettingsPage({ webhooks }: { webhooks: ReactNode }) {
  useTitle('Settings');
  const mayManage = useMay('manage');
  return (
    <div className="max-w-4xl">
      <PageHead title="Settings" />
      <div className="space-y-10">
        <Members />
        {mayManage && webhooks}
        {mayManage && <ApiKeys />}
        <Password />
      </div>
    </div>
  );
}
