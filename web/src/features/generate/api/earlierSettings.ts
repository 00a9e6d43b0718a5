import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type AssetDto, getAsset } from '@/api';
import type { Client } from '@/api/client';
import { useConnection } from '@/hooks/useConnection';
import { videoQuery } from '@/hooks/useVideo';
import { troubleOf } from '@/lib/problem';
import { assetIdsOf, draftOf } from '../model/again';
import { useDesk } from '../model/useDesk';

/** Fills the draft from an earlier video, once; returns what went wrong. */
export function useEarlierSettings(id: string | undefined, onFilled: () => void): unknown {
  const queries = useQueryClient();
  const { client } = useConnection();
  const { replace } = useDesk();
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (!id) return;
    let isWanted = true;
    const fill = async () => {
      const video = await queries.ensureQueryData(videoQuery(id, client));
      const assets = await Promise.all(assetIdsOf(video.referenceImages).map((asset) => keptAsset(client, asset)));
      if (!isWanted) return;
      replace(draftOf(video, assets.filter((asset) => asset !== null)));
      onFilled();
    };
    fill().catch(setError);
    return () => {
      isWanted = false;
    };
    // eslint-disable-next-line -- the callback only tells that it is done
  }, [id, queries, client, replace]);
  return error;
}

/** A reference, or null if it was deleted since. */
export async function keptAsset(client: Client, id: string): Promise<AssetDto | null> {
  return getAsset({ client, path: { asset_id: id } }).then(
    ({ data }) => data,
    (error) => {
      if (troubleOf(error).status === 404) return null;
      throw error;
    },
  );
}
