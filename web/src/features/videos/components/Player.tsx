import {
  MediaCaptionsButton,
  MediaControlBar,
  MediaController,
  MediaFullscreenButton,
  MediaMuteButton,
  MediaPlaybackRateButton,
  MediaPlayButton,
  MediaTimeDisplay,
  MediaTimeRange,
} from 'media-chrome/react';
import { useRef } from 'react';
import type { GenerationDto } from '@/api';
import { useConnection } from '@/hooks/useConnection';
import { thumbnailsOf } from '@/lib/media';
import { useCues } from '../api/useCues';

/** Plays the film: space, arrows, M, F and C work; hovering the bar shows what is there. Loaded when it is needed. */
export default function Player({ video }: { video: GenerationDto }) {
  const { reach } = useConnection();
  // The link stays the same when a take is chosen; the browser must not show the old bytes for the new film.
  const at = `?v=${video.metadata.revision}`;
  const film = useRef<HTMLVideoElement>(null);
  const hasCaptions = video.metadata.hasCaptions === true;
  useCues(film, 'metadata', 'thumbnails', reach(thumbnailsOf(video.spriteUrl)) + at);
  useCues(film, 'captions', 'Captions', hasCaptions ? reach(video.captionsUrl) + at : null);
  return (
    <MediaController className="player absolute inset-0" hotkeys="" style={{ aspectRatio: 'auto' }}>
      <video
        ref={film}
        slot="media"
        src={reach(video.videoUrl) + at}
        poster={reach(video.posterUrl) + at}
        preload="metadata"
        playsInline
        aria-label={video.prompt.slice(0, 120)}
        className="size-full object-contain"
      />
      <MediaControlBar className="w-full px-1">
        <MediaTimeRange className="grow" />
      </MediaControlBar>
      <MediaControlBar className="w-full px-1 pb-1">
        <MediaPlayButton />
        <MediaMuteButton />
        <MediaTimeDisplay showDuration />
        <span className="grow" />
        {hasCaptions && <MediaCaptionsButton />}
        <MediaPlaybackRateButton />
        <MediaFullscreenButton />
      </MediaControlBar>
    </MediaController>
  );
}
