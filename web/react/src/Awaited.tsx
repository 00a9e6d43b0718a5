import { useEffect, useRef } from 'react';
import type { GenerationDto } from '@/api';
import { useLiveVideo } from '@/features/videos/api/followVideo';
import { hasFile } from '@/features/videos/model/status';
import { useConnection } from '@/hooks/useConnection';
import { isResting } from '@/lib/resting';
import { plays } from './plays';

interface Props {
  id: string;
  /** The film plays: told once. */
  onPlays: (video: GenerationDto) => void;
  /** It ended without a film, or is gone. */
  onEnded: (video: GenerationDto | null) => void;
}

/** Waits for one video, without showing anything. */
export function Awaited({ id, onPlays, onEnded }: Props) {
  const { reach } = useConnection();
  const { data: video, error } = useLiveVideo(id);
  const now = useRef({ video, onPlays, onEnded });
  useEffect(() => {
    now.current = { video, onPlays, onEnded };
  });
  const isReady = video?.status === 'succeeded' && hasFile(video);
  const isOver = video ? isResting(video.status) && video.status !== 'succeeded' && video.status !== 'needs_attention' : error !== null;
  const src = video && `${reach(video.videoUrl)}?v=${String(video.metadata.revision)}`;
  useEffect(() => {
    if (!isReady || !src) return;
    const stop = new AbortController();
    plays(src, stop.signal).then(
      () => now.current.video && now.current.onPlays(now.current.video),
      () => undefined, // looked at again when the panel is next opened
    );
    return () => stop.abort();
  }, [isReady, src]);
  useEffect(() => {
    if (isOver) now.current.onEnded(now.current.video ?? null);
  }, [isOver]);
  return null;
}
