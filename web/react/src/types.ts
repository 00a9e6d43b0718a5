import type { GeneratedVideo } from './result';

/** What a new draft begins with. */
export interface GeneratorDefaults {
  prompt?: string;
  /** A key of `GET /api/video/models`. Default: the best that can be had. */
  model?: string;
  /** Seconds, 5 to 60. */
  duration?: number;
  aspectRatio?: '16:9' | '9:16' | '1:1';
  resolution?: '1080p' | '720p';
  audio?: 'auto' | 'native' | 'music' | 'none';
}

export interface VideoGenerationProps {
  /** The campaign that videos are made for; each has a draft of its own. */
  campaignId?: string;
  /** Told once for every video that was ordered here, as soon as its file plays. */
  onVideoGenerated?: (result: GeneratedVideo) => void;
  /**
   * The server's address. Default: `NEXT_PUBLIC_API_URL`, then `NEXT_PUBLIC_API_BASE_URL`, of the build or of
   * `window.__ENV`; else the page's own origin.
   */
  apiUrl?: string;
  /** A token for the server: an access token or an API key. Asked for at every request, so it may change. */
  getToken?: () => string | null | undefined | Promise<string | null | undefined>;
  brandKitId?: string;
  defaults?: GeneratorDefaults;
  /** Default: as the visitor's system has it. */
  theme?: 'system' | 'light' | 'dark';
  className?: string;
}

export type { GeneratedVideo } from './result';
