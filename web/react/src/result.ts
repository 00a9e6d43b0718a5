/** A finished video, told as soon as it plays. */
export interface GeneratedVideo {
  id: string;
  /** The permanent link to the file. */
  videoUrl: string;
  /** The model that was asked for; `servedBy` is who made it. */
  model: string;
  servedBy: string;
  /** Seconds. */
  duration: number;
  aspectRatio: string;
  posterUrl: string;
  prompt: string;
  campaignId: string | null;
}
