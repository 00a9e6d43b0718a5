import { useEffect } from 'react';
import { dropToastsOf } from '@/lib/toasts';

const looked: string[] = [];

/** Whether somebody looks at this video on this page; what becomes of it need not be told. */
export function isLookedAt(videoId: string): boolean {
  return looked.includes(videoId);
}

/** Notes that a video is looked at while this part is shown, and takes away what was told of it. */
export function useLookedAt(videoId: string): void {
  useEffect(() => {
    looked.push(videoId);
    dropToastsOf(videoId);
    return () => void looked.splice(looked.indexOf(videoId), 1);
  }, [videoId]);
}
