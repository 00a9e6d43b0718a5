import type { GenerationDto } from '@/api';
import type { Tone } from '@/components/ui/Badge';

interface Word {
  word: string;
  tone: Tone;
  /** What is happening, as a sentence. */
  sentence: string;
}

export const STATUSES: Record<string, Word> = {
  queued: { word: 'Waiting', tone: 'accent', sentence: 'Waiting for its turn.' },
  refining: { word: 'Refining', tone: 'accent', sentence: 'Rewriting the prompt.' },
  preparing: { word: 'Preparing', tone: 'accent', sentence: 'Getting the references ready.' },
  generating: { word: 'Making', tone: 'accent', sentence: 'Making the shots.' },
  finishing: { word: 'Finishing', tone: 'accent', sentence: 'Joining, framing and levelling.' },
  storing: { word: 'Storing', tone: 'accent', sentence: 'Storing the file for good.' },
  succeeded: { word: 'Ready', tone: 'good', sentence: 'Ready.' },
  failed: { word: 'Failed', tone: 'bad', sentence: 'It could not be made.' },
  refused: { word: 'Refused', tone: 'bad', sentence: 'The model’s content policy refused it.' },
  canceled: { word: 'Canceled', tone: 'plain', sentence: 'It was canceled.' },
  needs_attention: { word: 'Needs you', tone: 'bad', sentence: 'A paid order needs your word.' },
};

const RETRYABLE = new Set(['failed', 'refused', 'canceled']);

/** A word the server knows and we do not is shown as it is. */
export function wordFor(status: string): Word {
  return STATUSES[status] ?? { word: status, tone: 'plain', sentence: status };
}

/** What is happening to a video, as a sentence. */
export function sentenceFor({ status, referenceImages }: Pick<GenerationDto, 'status' | 'referenceImages'>): string {
  return status === 'preparing' && referenceImages.length === 0 ? 'Getting ready.' : wordFor(status).sentence;
}

export function isRetryable(status: string): boolean {
  return RETRYABLE.has(status);
}

/** Whether there is a file to play: also while a newer one is being made. */
export function hasFile(video: GenerationDto): boolean {
  return typeof video.metadata.sha256 === 'string';
}
