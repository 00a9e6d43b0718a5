/** JSON in the browser's storage. What cannot be read or kept counts as absent: private windows and full disks exist. */
export function readStored<T>(key: string): T | null {
  try {
    const text = localStorage.getItem(key);
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

export function writeStored(key: string, value: unknown): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // nothing to be done: the page goes on with what it has in memory
  }
}

export function removeStored(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // as above
  }
}

/** Calls with what another tab of this browser has put there. */
export function whenStored(key: string, adopt: (value: unknown) => void): void {
  window.addEventListener('storage', (event) => {
    if (event.key === key && event.storageArea === localStorage) adopt(readStored(key));
  });
}
