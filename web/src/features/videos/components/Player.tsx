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
import type { GenerationDto } from '@/api';
import { useConnection } from '@/hooks/useConnection';
import { thumbnailsOf } from '@/lib/media';

/** Plays the film: space, arrows, M, F and C work; hovering the bar shows what is there. Loaded when it is needed. */
export default function Player({ video }: { video: GenerationDto }) {
  const { reach } = useConnection();
  // The link stays the same when a take is chosen; the browser must not show the old bytes for the new film.
  const at = `?v=${video.metadata.revision}`;
  return (
    <MediaController className="player absolute inset-0" hotkeys="" style={{ aspectRatio: 'auto' }}>
      <video
        slot="media"
        src={reach(video.videoUrl) + at}
        poster={reach(video.posterUrl) + at}
        preload="metadata"
        playsInline
        aria-label={video.prompt.slice(0, 120)}
        className="size-full object-contain"
      >
        <track label="thumbnails" default kind="metadata" src={reach(thumbnailsOf(video.spriteUrl)) + at} />
        {video.metadata.hasCaptions === true && (
          <track kind="captions" label="Captions" src={reach(video.captionsUrl) + at} srcLang="en" />
        )}
      </video>
      <MediaControlBar className="w-full">
        <MediaTimeRange className="grow" />
      </MediaControlBar>
      <MediaControlBar className="w-full">
        <MediaPlayButton />
        <MediaMuteButton />
        <MediaTimeDisplay showDuration />
        <span className="grow" />
        {video.metadata.hasCaptions === true && <MediaCaptionsButton />}
        <MediaPlaybackRateButton />
        <MediaFullscreenButton />
      </MediaControlBar>
    </MediaController>
  );
}
