import { useMutation, useQueryClient } from '@tanstack/react-query';
import { uploadAssets } from '@/api';
import { assetQuery } from './getAsset';

/** Sends a logo to be kept. */
export function useUploadLogo() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (file: File) => {
      const { items } = (await uploadAssets({ body: { files: [file] } })).data;
      const [asset] = items;
      if (!asset) throw new TypeError('no asset in the answer');
      return asset;
    },
    onSuccess: (asset) => queries.setQueryData(assetQuery(asset.id).queryKey, asset),
  });
}
