import type { AssetDto, AssetsDto } from '@/api';
import type { Connection } from '@/lib/connection';

/** Sends one picture and tells how far it is; by XMLHttpRequest, as `fetch` cannot tell. Rejects with the problem. */
export async function uploadAsset(
  { baseUrl, token }: Connection,
  file: File,
  onProgress: (share: number) => void,
): Promise<AssetDto> {
  const bearer = await token();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${baseUrl}/api/assets`);
    if (bearer) request.setRequestHeader('Authorization', `Bearer ${bearer}`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
    request.onload = () => {
      const asset = request.status === 201 ? (request.response as AssetsDto).items[0] : undefined;
      if (asset) resolve(asset);
      else reject(request.response);
    };
    request.onerror = () => reject(new TypeError('the upload was cut off'));
    const form = new FormData();
    form.append('files', file);
    request.send(form);
  });
}
