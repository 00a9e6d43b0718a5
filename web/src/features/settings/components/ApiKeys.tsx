import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import type { ApiKeyDto } from '@/api';
import { Empty } from '@/components/feedback/Empty';
import { Shade } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Dialog } from '@/components/ui/Dialog';
import { ago, date } from '@/lib/format';
import { useApiKeys } from '../api/apiKeys';
import { useRevokeApiKey } from '../api/revokeApiKey';
import { NewKeyDialog } from './NewKeyDialog';
import { Section } from '@/components/layout/Section';

/** The keys by which programs act for this workspace. */
export function ApiKeys() {
  const { data: keys, isError, error } = useApiKeys();
  const [isMaking, setIsMaking] = useState(false);
  const [ending, setEnding] = useState<ApiKeyDto | null>(null);
  const make = (
    <Button onClick={() => setIsMaking(true)}>
      <Plus aria-hidden className="size-4" />
      New key
    </Button>
  );
  return (
    <Section title="API keys" about="For programs that order or read videos. A key is shown once, when it is made." action={make}>
      {isError && <TroubleNotice error={error} />}
      {!keys && !isError && <Shade className="h-16" />}
      {keys?.length === 0 && (
        <div className="panel">
          <Empty picture={<KeyRound className="size-10" strokeWidth={1.2} />} title="No program has a key">
            Make one for each program, so that ending one does not stop the others.
          </Empty>
        </div>
      )}
      {keys && keys.length > 0 && (
        <ul className="panel divide-y divide-line">
          {keys.map((key) => (
            <li key={key.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
              <div className="min-w-0 grow">
                <p className="truncate font-medium">{key.name}</p>
                <p className="text-sm text-soft">
                  <span className="mono">{key.hint}</span> · {key.scopes.join(', ')}
                </p>
              </div>
              <p className="text-sm text-soft">
                made {date(key.createdAt)}, {key.lastUsedAt ? `used ${ago(key.lastUsedAt)}` : 'never used'}
              </p>
              <Button size="small" onClick={() => setEnding(key)}>
                Revoke
              </Button>
            </li>
          ))}
        </ul>
      )}
      {isMaking && <NewKeyDialog onClose={() => setIsMaking(false)} />}
      {ending && <RevokeDialog apiKey={ending} onClose={() => setEnding(null)} />}
    </Section>
  );
}

function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKeyDto; onClose: () => void }) {
  const revoke = useRevokeApiKey();
  const actions = (
    <>
      <Button look="quiet" onClick={onClose}>
        Keep it
      </Button>
      <Button look="danger" isBusy={revoke.isPending} onClick={() => revoke.mutate(apiKey.id, { onSuccess: onClose })}>
        Revoke the key
      </Button>
    </>
  );
  return (
    <Dialog title={`Revoke ${apiKey.name}?`} isOpen onClose={onClose} actions={actions}>
      <p>Programs that use it are refused from now on. This cannot be undone; a new key can be made.</p>
      {revoke.isError && <TroubleNotice error={revoke.error} />}
    </Dialog>
  );
}
