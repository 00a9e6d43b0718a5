import { type RefObject, useEffect } from 'react';
import { cuesIn } from '../model/vtt';

/**
 * Gives a film a text track from a WebVTT file. Not by a `<track>`: on another origin a browser loads one only if the film
 * itself comes with CORS, which a storage's own address may not give. Without the file the film plays all the same.
 */
export function useCues(film: RefObject<HTMLVideoElement | null>, kind: 'metadata' | 'captions', label: string, url: string | null): void {
  useEffect(() => {
    const stop = new AbortController();
    const load = async (url: string) => {
      const answer = await fetch(url, { signal: stop.signal });
      if (!answer.ok) return;
      const cues = cuesIn(await answer.text());
      if (!film.current || stop.signal.aborted || [...film.current.textTracks].some((one) => one.label === label)) return;
      const track = film.current.addTextTrack(kind, label, kind === 'captions' ? 'en' : undefined);
      track.mode = 'hidden';
      const base = new URL(url, window.location.href);
      for (const { from, to, text } of cues)
        track.addCue(new VTTCue(from, to, kind === 'metadata' ? new URL(text, base).href : text));
    };
    if (url) load(url).catch(() => undefined);
    return () => stop.abort();
  }, [film, kind, label, url]);
}
