import { type AssetDto, fetchAsset } from '@/api';
import type { Connection } from '@/lib/connection';

/** Has the server fetch and keep the picture at a public address. Rejects with the problem. */
export async function assetFromUrl({ client }: Connection, url: string): Promise<AssetDto> {
  return (await fetchAsset({ client, body: { url } })).data;
}
