import type { ReactNode } from 'react';
import { PageHead } from '@/components/layout/PageHead';
import { useMay, useMe } from '@/hooks/useMe';
import { useTitle } from '@/hooks/useTitle';
import { ApiKeys } from './ApiKeys';
import { Members } from './Members';
import { Password } from './Password';
import { WorkspaceDefaults } from './WorkspaceDefaults';

/** One's own password, the workspace and who else is in it, and the programs that act here or are told. */
export function SettingsPage({ webhooks }: { webhooks: ReactNode }) {
  useTitle('Settings');
  const mayManage = useMay('manage');
  const { data: me } = useMe();
  return (
    <>
      <PageHead title="Settings" />
      <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] items-start gap-10 xl:max-w-none xl:grid-cols-2">
        <Members />
        {mayManage && webhooks}
        {mayManage && <ApiKeys />}
        <Password />
        {mayManage && me && <WorkspaceDefaults key={me.workspace.id} workspace={me.workspace} />}
      </div>
    </>
  );
}
