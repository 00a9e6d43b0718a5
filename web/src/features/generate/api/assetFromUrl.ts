import { type AssetDto, fetchAsset } from '@/api';

/** Has the server fetch and keep the picture at a public address. Rejects with the problem. */
export async function assetFromUrl(url: string): Promise<AssetDto> {
  return (await fetchAsset({ body: { url } })).data;
}
