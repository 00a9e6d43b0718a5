import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef } from 'react';
import { PageLoading } from '@/components/feedback/Loading';
import { Notice, TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { ConnectionProvider } from '@/hooks/useConnection';
import { meQuery } from '@/hooks/useMe';
import { isFinal, troubleOf } from '@/lib/problem';
import { serverAddress } from './address';
import { GeneratorPanel } from './GeneratorPanel';
import { remoteConnection } from './remoteConnection';
import type { VideoGenerationProps } from './types';

/** The generator on somebody else's page: its own server, its own caller, its own cache. */
export function Widget(props: VideoGenerationProps) {
  const baseUrl = serverAddress(props.apiUrl);
  const getToken = useRef(props.getToken);
  useEffect(() => {
    getToken.current = props.getToken;
  });
  const connection = useMemo(() => remoteConnection(baseUrl, () => getToken.current?.()), [baseUrl]);
  const queries = useMemo(() => makeQueryClient(baseUrl), [baseUrl]);
  return (
    <QueryClientProvider client={queries}>
      <Known {...props} connection={connection} />
    </QueryClientProvider>
  );
}

interface KnownProps extends VideoGenerationProps {
  connection: ReturnType<typeof remoteConnection>;
}

/** Waits until the server knows who asks: drafts are kept apart by workspace. */
function Known({ connection, ...props }: KnownProps) {
  const { campaignId, brandKitId, defaults, onVideoGenerated } = props;
  const { data: me, error, refetch } = useQuery(meQuery(connection.client));
  const workspace = me?.workspace.id;
  const known = useMemo(() => workspace && { ...connection, owner: () => workspace }, [connection, workspace]);
  if (!known) return error ? <Unknown error={error} onAgain={() => void refetch()} /> : <PageLoading />;
  return (
    <ConnectionProvider value={known}>
      <GeneratorPanel
        scope={campaignId ? `campaign.${campaignId}` : 'embedded'}
        campaignId={campaignId}
        brandKitId={brandKitId}
        defaults={defaults}
        layout="panel"
        onVideoGenerated={onVideoGenerated ?? ignore}
      />
    </ConnectionProvider>
  );
}

/** What a host of the component has to put right is said to them, not only to their visitors. */
function Unknown({ error, onAgain }: { error: unknown; onAgain: () => void }) {
  const again = (
    <Button size="small" onClick={onAgain}>
      Try again
    </Button>
  );
  if (troubleOf(error).status === 401)
    return (
      <Notice kind="error" title="Not signed in" actions={again}>
        The server needs a token that it takes: let getToken return an access token or an API key, or let your own server
        add one on the way.
      </Notice>
    );
  if (troubleOf(error).status === 0)
    return (
      <Notice kind="error" title="The video server cannot be reached" actions={again}>
        It is not running, the address is another one, or it does not allow this page’s origin (REELWRIGHT_CORS_ORIGINS).
      </Notice>
    );
  return <TroubleNotice error={error} actions={again} />;
}

const clients = new Map<string, QueryClient>();

/** One for every server, so that a component that is taken away and comes back still knows what it knew. */
function makeQueryClient(baseUrl: string): QueryClient {
  const found = clients.get(baseUrl);
  if (found) return found;
  const made = new QueryClient({
    defaultOptions: {
      queries: { staleTime: 15_000, retry: (failures, error) => failures < 2 && !isFinal(error) },
      mutations: { retry: false },
    },
  });
  clients.set(baseUrl, made);
  return made;
}

function ignore(): void {
  // nobody wants to be told
}
