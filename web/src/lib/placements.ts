/** Where a post is shown, by the server's key, and how long the words beside it may be there. */
export interface Placement {
  key: string;
  name: string;
  aspectRatio: '16:9' | '9:16' | '1:1';
  /** Characters of the post's text, hashtags and link included. */
  longestText: number;
}

export const PLACEMENTS: readonly Placement[] = [
  { key: 'tiktok', name: 'TikTok', aspectRatio: '9:16', longestText: 2200 },
  { key: 'instagram-reel', name: 'Instagram Reel', aspectRatio: '9:16', longestText: 2200 },
  { key: 'instagram-story', name: 'Instagram Story', aspectRatio: '9:16', longestText: 2200 },
  { key: 'instagram-feed', name: 'Instagram feed', aspectRatio: '1:1', longestText: 2200 },
  { key: 'youtube-short', name: 'YouTube Short', aspectRatio: '9:16', longestText: 5000 },
  { key: 'youtube', name: 'YouTube', aspectRatio: '16:9', longestText: 5000 },
  { key: 'facebook', name: 'Facebook', aspectRatio: '1:1', longestText: 5000 },
  { key: 'linkedin', name: 'LinkedIn', aspectRatio: '16:9', longestText: 3000 },
  { key: 'x', name: 'X', aspectRatio: '16:9', longestText: 280 },
  { key: 'pinterest', name: 'Pinterest', aspectRatio: '9:16', longestText: 500 },
];

/** A placement the server knows and we do not is shown by its key. */
export function placementOf(key: string): Placement {
  return PLACEMENTS.find((one) => one.key === key) ?? { key, name: key, aspectRatio: '16:9', longestText: 2200 };
}
