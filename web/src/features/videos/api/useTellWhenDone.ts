import { useEffect, useRef } from 'react';
import type { GenerationDto } from '@/api';
import { isResting, wordFor } from '../model/status';

/** Whether the browser could tell of the end while one looks elsewhere, if it were asked. */
export function canAskToTell(): boolean {
  return typeof Notification !== 'undefined' && window.isSecureContext && Notification.permission === 'default';
}

/** Tells whoever looks elsewhere that a video has come to its end: in the tab's title, and by the system where it may. */
export function useTellWhenDone(video: GenerationDto): void {
  const wasRunning = useRef(false);
  const isRunning = !isResting(video.status);
  const { status, prompt, id } = video;
  useEffect(() => {
    const hasEnded = wasRunning.current && !isRunning;
    wasRunning.current = isRunning;
    if (!hasEnded || !document.hidden) return;
    const { word, sentence } = wordFor(status);
    const title = document.title;
    document.title = `${word}: ${title}`;
    const notice = notify(`${word}: ${prompt.slice(0, 60)}`, sentence, id);
    const onLook = () => {
      if (document.hidden) return;
      document.title = title;
      notice?.close();
      document.removeEventListener('visibilitychange', onLook);
    };
    document.addEventListener('visibilitychange', onLook);
  }, [isRunning, status, prompt, id]);
}

function notify(title: string, body: string, tag: string): Notification | null {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return null;
  try {
    const notice = new Notification(title, { body, tag }); // of several tabs with the same video, one tells
    notice.onclick = () => window.focus();
    return notice;
  } catch {
    return null; // phones want a service worker for it
  }
}
