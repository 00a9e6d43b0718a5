import type { AssetDto } from '@/api';
import { isFinal, troubleOf } from '@/lib/problem';
import { randomId } from '@/lib/random';
import type { Desk } from './desk';
import { likelyRole, type Reference, type Role, roomFor } from './draft';

const MAX_BYTES = 20 * 1024 * 1024;

/** The files that were sent, by their reference: another try needs them, and no reload keeps them. */
const files = new Map<string, File>();

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
  /** Sends or fetches a refused picture once more. */
  tryAgain: (id: string) => void;
}

export function referenceActions(desk: Desk, keepers: Keepers): ReferenceActions {
  const list = () => desk.draft.get().references;
  const change = (id: string, changes: Partial<Reference>) =>
    desk.change({ references: list().map((one) => (one.id === id ? { ...one, ...changes } : one)) });

  const add = (name: string, more: Partial<Reference>): string => {
    const id = randomId();
    const draft = desk.draft.get();
    desk.change({ references: [...draft.references, { id, name, role: likelyRole(draft), ...more }] });
    return id;
  };

  /** Whether one more has room; counts what has not, so that it can be told. */
  const hasRoom = (): boolean => {
    const draft = desk.draft.get();
    if (roomFor(draft) > 0) return true;
    desk.change({ leftOut: draft.leftOut + 1 });
    return false;
  };

  const keep = async (id: string, arriving: Promise<AssetDto>, isRepeatable: (error: unknown) => boolean) => {
    try {
      const asset = await arriving;
      if (list().some((one) => one.assetId === asset.id)) {
        change(id, { progress: undefined, reason: 'This picture is in the list already.' });
        return;
      }
      const { url, warnings } = asset;
      change(id, { progress: undefined, assetId: asset.id, url, warnings, name: asset.name });
    } catch (error) {
      change(id, { progress: undefined, reason: troubleOf(error).detail, isRepeatable: isRepeatable(error) });
    }
  };

  /** What lies at an address may be another picture the next time; a file that was refused stays what it is. */
  const fetchUrl = (id: string, url: string) => void keep(id, keepers.fetchUrl(url), () => true);
  const upload = (id: string, file: File) => {
    const arriving = keepers.upload(file, (progress) => change(id, { progress }));
    void keep(id, arriving, (error) => !isFinal(error));
  };

  return {
    /** Each on its own: one that is refused does not hold up the others. */
    addFiles: (given) => {
      for (const file of given) {
        const name = file.name || 'Pasted picture';
        if (file.size > MAX_BYTES) {
          add(name, { reason: 'Larger than 20 MB. Send a smaller picture.' });
        } else if (hasRoom()) {
          const id = add(name, { progress: 0 });
          files.set(id, file);
          upload(id, file);
        }
      }
    },
    /** The server fetches them now: what is wrong with one is seen here, not after ordering. */
    addUrls: (urls, role) => {
      for (const url of urls) {
        const name = url.split('/').at(-1)?.split('?')[0] || url;
        if (hasRoom()) fetchUrl(add(name, { progress: 0, source: url, ...(role && { role }) }), url);
      }
    },
    remove: (id) => {
      files.delete(id);
      desk.change({ references: list().filter((one) => one.id !== id), leftOut: 0 });
    },
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
      const one = list().find((refused) => refused.id === id);
      if (!one || !canTryAgain(one) || !hasRoom()) return;
      change(id, { reason: undefined, progress: 0 });
      const file = files.get(id);
      if (file) upload(id, file);
      else if (one.source) fetchUrl(id, one.source);
    },
  };
}

/** Whether a refused picture is worth another try, and still at hand. */
export function canTryAgain({ id, source, isRepeatable = false }: Reference): boolean {
  return isRepeatable && (source !== undefined || files.has(id));
}
