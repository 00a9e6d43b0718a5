import type { AssetDto } from '@/api';
import { troubleOf } from '@/lib/problem';
import { randomId } from '@/lib/random';
import type { Desk } from './desk';
import { likelyRole, MAX_REFERENCES, type Reference, type Role } from './draft';

const MAX_BYTES = 20 * 1024 * 1024;

/** How pictures come to be kept by the server. Both reject with the problem. */
export interface Keepers {
  upload: (file: File, onProgress: (share: number) => void) => Promise<AssetDto>;
  fetchUrl: (url: string) => Promise<AssetDto>;
}

/** What can be done with the references of a desk. */
export interface ReferenceActions {
  addFiles: (files: Iterable<File>) => void;
  addUrls: (urls: Iterable<string>, role?: Role) => void;
  remove: (id: string) => void;
  setRole: (id: string, role: Role) => void;
  /** Moves one by so many places; models weigh the first ones more. */
  move: (id: string, by: number) => void;
  tryAgain: (id: string) => void;
}

export function referenceActions(desk: Desk, keepers: Keepers): ReferenceActions {
  const list = () => desk.draft.get().references;
  const change = (id: string, changes: Partial<Reference>) =>
    desk.change({ references: list().map((one) => (one.id === id ? { ...one, ...changes } : one)) });

  const add = (name: string, more: Partial<Reference>): string | null => {
    const draft = desk.draft.get();
    if (draft.references.length >= MAX_REFERENCES) return null;
    const id = randomId();
    desk.change({ references: [...draft.references, { id, name, role: likelyRole(draft), ...more }] });
    return id;
  };

  const keep = async (id: string, arriving: Promise<AssetDto>) => {
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
  };

  const fetchUrl = (id: string, url: string) => void keep(id, keepers.fetchUrl(url));

  return {
    /** Each on its own: one that is refused does not hold up the others. */
    addFiles: (files) => {
      for (const file of files) {
        const tooLarge = file.size > MAX_BYTES ? 'Larger than 20 MB. Send a smaller picture.' : undefined;
        const id = add(file.name || 'Pasted picture', tooLarge ? { reason: tooLarge } : { progress: 0 });
        if (id && !tooLarge) void keep(id, keepers.upload(file, (progress) => change(id, { progress })));
      }
    },
    /** The server fetches them now: what is wrong with one is seen here, not after ordering. */
    addUrls: (urls, role) => {
      for (const url of urls) {
        const name = url.split('/').at(-1)?.split('?')[0] || url;
        const id = add(name, { progress: 0, source: url, ...(role && { role }) });
        if (id) fetchUrl(id, url);
      }
    },
    remove: (id) => desk.change({ references: list().filter((one) => one.id !== id) }),
    setRole: (id, role) => {
      // A film has one first frame.
      const others = list().map((one) => (role === 'firstFrame' && one.role === role ? { ...one, role: 'style' as const } : one));
      desk.change({ references: others.map((one) => (one.id === id ? { ...one, role } : one)) });
    },
    move: (id, by) => {
      const references = [...list()];
      const from = references.findIndex((one) => one.id === id);
      const [moved] = references.splice(from, 1);
      if (!moved) return;
      references.splice(Math.max(0, from + by), 0, moved);
      desk.change({ references });
    },
    tryAgain: (id) => {
      const source = list().find((one) => one.id === id)?.source;
      if (!source) return;
      change(id, { reason: undefined, progress: 0 });
      fetchUrl(id, source);
    },
  };
}
