import { useEffect, useRef } from 'react';
import type { GenerationDto } from '@/api';
import { tellAway } from '@/lib/tell';
import { isResting } from '@/lib/resting';
import { wordFor } from '../model/status';

/** Whether the browser could tell of the end while one looks elsewhere, if it were asked. */
export function canAskToTell(): boolean {
  return typeof Notification !== 'undefined' && window.isSecureContext && Notification.permission === 'default';
}

/** Tells whoever looks elsewhere that a video has come to its end. */
export function useTellWhenDone(video: GenerationDto): void {
  const wasRunning = useRef(false);
  const isRunning = !isResting(video.status);
  const { status, prompt, id } = video;
  useEffect(() => {
    const hasEnded = wasRunning.current && !isRunning;
    wasRunning.current = isRunning;
    if (!hasEnded) return;
    const { word, sentence } = wordFor(status);
    tellAway(word, `${word}: ${prompt.slice(0, 60)}`, sentence, id);
  }, [isRunning, status, prompt, id]);
}
