const TRIES = 4;
const PAUSE_MS = 1500;

/**
 * Resolves once the browser has enough of the film to play it; rejects if it never does, or when stopped.
 * A film element that is nowhere on the page: what plays there plays anywhere on it.
 */
export async function plays(src: string, stopped: AbortSignal): Promise<void> {
  for (let n = 1; ; n++) {
    try {
      return await playsNow(src, stopped);
    } catch (error) {
      if (stopped.aborted || n >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, n * PAUSE_MS));
    }
  }
}

function playsNow(src: string, stopped: AbortSignal): Promise<void> {
  const film = document.createElement('video');
  film.muted = true;
  film.preload = 'auto';
  return new Promise<void>((resolve, reject) => {
    film.addEventListener('canplay', () => resolve(), { once: true });
    film.addEventListener('error', () => reject(film.error ?? new Error('the film does not play')), { once: true });
    stopped.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
    film.src = src;
    film.load();
  }).finally(() => {
    film.removeAttribute('src');
    film.load(); // lets go of the connection
  });
}
