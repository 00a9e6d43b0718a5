import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { type AssetDto, getAsset } from '@/api';
import { videoQuery } from '@/hooks/useVideo';
import { assetIdsOf, draftOf } from '../model/again';
import { replaceDraft } from '../model/draftStore';

/** Fills the draft from an earlier video, once; returns what went wrong. */
export function useEarlierSettings(id: string | undefined, onFilled: () => void): unknown {
  const queries = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    if (!id) return;
    let isWanted = true;
    const fill = async () => {
      const video = await queries.ensureQueryData(videoQuery(id));
      const assets = await Promise.all(assetIdsOf(video).map(keptAsset));
      if (!isWanted) return;
      replaceDraft(draftOf(video, assets.filter((asset) => asset !== null)));
      onFilled();
    };
    fill().catch(setError);
    return () => {
      isWanted = false;
    };
    // eslint-disable-next-line -- the callback only navigates
  }, [id, queries]);
  return error;
}

/** A reference that was deleted since is left out. */
async function keptAsset(id: string): Promise<AssetDto | null> {
  return getAsset({ path: { asset_id: id } }).then(
    ({ data }) => data,
    () => null,
  );
}
