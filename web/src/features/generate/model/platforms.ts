import type { AspectRatio } from '@/components/ui/Shape';

export interface Platform {
  key: string;
  name: string;
  seconds: number;
  longestSeconds: number;
  aspectRatio: AspectRatio;
}

/** Where a post is shown, with its usual length and format. The server's own table; a test compares the two. */
export const PLATFORMS: readonly Platform[] = [
  { key: 'tiktok', name: 'TikTok', seconds: 15, longestSeconds: 60, aspectRatio: '9:16' },
  { key: 'instagram-reel', name: 'Instagram Reel', seconds: 15, longestSeconds: 60, aspectRatio: '9:16' },
  { key: 'instagram-story', name: 'Instagram Story', seconds: 10, longestSeconds: 60, aspectRatio: '9:16' },
  { key: 'instagram-feed', name: 'Instagram feed', seconds: 15, longestSeconds: 60, aspectRatio: '1:1' },
  { key: 'youtube-short', name: 'YouTube Short', seconds: 20, longestSeconds: 60, aspectRatio: '9:16' },
  { key: 'youtube', name: 'YouTube', seconds: 30, longestSeconds: 60, aspectRatio: '16:9' },
  { key: 'facebook', name: 'Facebook', seconds: 15, longestSeconds: 60, aspectRatio: '1:1' },
  { key: 'linkedin', name: 'LinkedIn', seconds: 20, longestSeconds: 60, aspectRatio: '16:9' },
  { key: 'x', name: 'X', seconds: 15, longestSeconds: 60, aspectRatio: '16:9' },
  { key: 'pinterest', name: 'Pinterest', seconds: 10, longestSeconds: 60, aspectRatio: '9:16' },
];
