import { useMemo } from 'react';
import { useConnection } from '@/hooks/useConnection';
import { referenceActions, type ReferenceActions } from '../model/references';
import { useDesk } from '../model/useDesk';
import { assetFromUrl } from './assetFromUrl';
import { uploadAsset } from './uploadAsset';

/** What can be done with the references of this generator. */
export function useReferenceActions(): ReferenceActions {
  const desk = useDesk();
  const connection = useConnection();
  return useMemo(
    () =>
      referenceActions(desk, {
        upload: (file, onProgress) => uploadAsset(connection, file, onProgress),
        fetchUrl: (url) => assetFromUrl(connection, url),
      }),
    [desk, connection],
  );
}
