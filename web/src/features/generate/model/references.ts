import type { AssetDto } from '@/api';
import { troubleOf } from '@/lib/problem';
import { randomId } from '@/lib/random';
import { assetFromUrl } from '../api/assetFromUrl';
import { uploadAsset } from '../api/uploadAsset';
import { likelyRole, MAX_REFERENCES, type Reference, type Role } from './draft';
import { changeDraft, draftStore } from './draftStore';

const MAX_BYTES = 20 * 1024 * 1024;

/** Adds files, each on its own: one that is refused does not hold up the others. */
export function addFiles(files: Iterable<File>): void {
  for (const file of files) {
    const tooLarge = file.size > MAX_BYTES ? 'Larger than 20 MB. Send a smaller picture.' : undefined;
    const id = add(file.name || 'Pasted picture', tooLarge);
    if (id && !tooLarge) void keep(id, uploadAsset(file, (progress) => change(id, { progress })));
  }
}

/** Adds public addresses, which the server fetches now: what is wrong with one is seen here, not after ordering. */
export function addUrls(urls: Iterable<string>): void {
  for (const url of urls) {
    const id = add(url.split('/').at(-1)?.split('?')[0] || url);
    if (id) void keep(id, assetFromUrl(url));
  }
}

export function removeReference(id: string): void {
  changeDraft({ references: list().filter((one) => one.id !== id) });
}

export function setRole(id: string, role: Role): void {
  const others = role === 'firstFrame' ? list().map((one) => (one.role === role ? { ...one, role: 'style' as const } : one)) : list();
  changeDraft({ references: others.map((one) => (one.id === id ? { ...one, role } : one)) });
}

/** Moves a reference by so many places; models weigh the first ones more. */
export function moveReference(id: string, by: number): void {
  const references = [...list()];
  const from = references.findIndex((one) => one.id === id);
  const [moved] = references.splice(from, 1);
  if (!moved) return;
  references.splice(Math.max(0, from + by), 0, moved);
  changeDraft({ references });
}

function add(name: string, reason?: string): string | null {
  const draft = draftStore.get();
  if (draft.references.length >= MAX_REFERENCES) return null;
  const id = randomId();
  const fresh: Reference = { id, name, role: likelyRole(draft), ...(reason ? { reason } : { progress: 0 }) };
  changeDraft({ references: [...draft.references, fresh] });
  return id;
}

async function keep(id: string, arriving: Promise<AssetDto>): Promise<void> {
  try {
    const asset = await arriving;
    if (list().some((one) => one.assetId === asset.id)) {
      change(id, { progress: undefined, reason: 'This picture is in the list already.' });
      return;
    }
    const { url, warnings } = asset;
    change(id, { progress: undefined, assetId: asset.id, url, warnings, name: asset.name });
  } catch (error) {
    change(id, { progress: undefined, reason: troubleOf(error).detail });
  }
}

function change(id: string, changes: Partial<Reference>): void {
  changeDraft({ references: list().map((one) => (one.id === id ? { ...one, ...changes } : one)) });
}

function list(): Reference[] {
  return draftStore.get().references;
}
