/** Where a post is shown, with its usual length and format, and how long the words beside it may be there. */
export interface Placement {
  key: string;
  name: string;
  seconds: number;
  longestSeconds: number;
  aspectRatio: '16:9' | '9:16' | '1:1';
  /** Characters of the post's text, hashtags and link included. */
  longestText: number;
}

/** The server's own table, which a test compares with this one; `longestText` is known here only. */
export const PLACEMENTS: readonly Placement[] = [
  { key: 'tiktok', name: 'TikTok', seconds: 15, longestSeconds: 60, aspectRatio: '9:16', longestText: 2200 },
  { key: 'instagram-reel', name: 'Instagram Reel', seconds: 15, longestSeconds: 60, aspectRatio: '9:16', longestText: 2200 },
  { key: 'instagram-story', name: 'Instagram Story', seconds: 10, longestSeconds: 60, aspectRatio: '9:16', longestText: 2200 },
  { key: 'instagram-feed', name: 'Instagram feed', seconds: 15, longestSeconds: 60, aspectRatio: '1:1', longestText: 2200 },
  { key: 'youtube-short', name: 'YouTube Short', seconds: 20, longestSeconds: 60, aspectRatio: '9:16', longestText: 5000 },
  { key: 'youtube', name: 'YouTube', seconds: 30, longestSeconds: 60, aspectRatio: '16:9', longestText: 5000 },
  { key: 'facebook', name: 'Facebook', seconds: 15, longestSeconds: 60, aspectRatio: '1:1', longestText: 5000 },
  { key: 'linkedin', name: 'LinkedIn', seconds: 20, longestSeconds: 60, aspectRatio: '16:9', longestText: 3000 },
  { key: 'x', name: 'X', seconds: 15, longestSeconds: 60, aspectRatio: '16:9', longestText: 280 },
  { key: 'pinterest', name: 'Pinterest', seconds: 10, longestSeconds: 60, aspectRatio: '9:16', longestText: 500 },
];

/** A placement the server knows and we do not is shown by its key. */
export function placementOf(key: string): Placement {
  const known = PLACEMENTS.find((one) => one.key === key);
  return known ?? { key, name: key, seconds: 15, longestSeconds: 60, aspectRatio: '16:9', longestText: 2200 };
}
