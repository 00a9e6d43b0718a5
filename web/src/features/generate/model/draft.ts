import type { ReferenceDto } from '@/api';
import type { AspectRatio } from '@/components/ui/Shape';

export type Kind = 'prompt' | 'brand-animation' | 'product-showcase' | 'social-media';
export type Role = NonNullable<ReferenceDto['role']>;

/** A picture to go by; `assetId` once the server keeps it, `reason` if it refused to. */
export interface Reference {
  id: string;
  name: string;
  role: Role;
  assetId?: string;
  url?: string;
  warnings?: string[];
  /** The address it came from, as long as the server does not keep it. */
  source?: string;
  /** 0..1 while it is being sent. */
  progress?: number;
  reason?: string;
}

/** Everything a person has set for the next video. Text is kept exactly as typed. */
export interface Draft {
  kind: Kind;
  prompt: string;
  productName: string;
  tagline: string;
  productDescription: string;
  concept: string;
  platform: string;
  references: Reference[];
  /** null: the one we recommend. */
  model: string | null;
  duration: number;
  aspectRatio: AspectRatio;
  resolution: '1080p' | '720p';
  audio: 'auto' | 'native' | 'music' | 'none';
  autoRefine: boolean;
  refinement: string;
  negativePrompt: string;
  seed: number | null;
  fps: 24 | 25 | 30 | null;
  continuity: 'cuts' | 'continuous';
  maxPriceUsd: number | null;
}

export const LONGEST_PROMPT = 4000;
export const MAX_REFERENCES = 10;
export const SHORTEST_SECONDS = 5;
export const LONGEST_SECONDS = 60;

export const EMPTY: Draft = {
  kind: 'prompt',
  prompt: '',
  productName: '',
  tagline: '',
  productDescription: '',
  concept: '',
  platform: 'instagram-reel',
  references: [],
  model: null,
  duration: 8,
  aspectRatio: '16:9',
  resolution: '1080p',
  audio: 'auto',
  autoRefine: false,
  refinement: '',
  negativePrompt: '',
  seed: null,
  fps: null,
  continuity: 'cuts',
  maxPriceUsd: null,
};

const ROLE_OF: Record<Kind, Role> = {
  prompt: 'style',
  'brand-animation': 'logo',
  'product-showcase': 'product',
  'social-media': 'product',
};

/** What a picture is most likely for: one logo in a brand animation, else the product, else the style. */
export function likelyRole(draft: Draft): Role {
  const role = ROLE_OF[draft.kind];
  return role === 'logo' && draft.references.some((one) => one.role === 'logo') ? 'style' : role;
}

/** Whether somebody has put work into it that must not be thrown away without asking. */
export function isWorthKeeping(draft: Draft): boolean {
  const words = [draft.prompt, draft.productName, draft.tagline, draft.productDescription, draft.concept];
  return words.some((one) => one.trim() !== '') || draft.references.length > 0;
}

/** What survives a reload: a file that was still being sent does not, as the browser forgets it. */
export function storable(draft: Draft): Draft {
  return { ...draft, references: draft.references.filter((one) => one.assetId) };
}

/** A stored draft of any earlier version, with what it lacks. */
export function restored(stored: unknown, blank: Draft = EMPTY): Draft {
  return typeof stored === 'object' && stored !== null ? { ...blank, ...stored } : blank;
}

/** What stops an order, by field; empty when nothing does. */
export function missing(draft: Draft): Partial<Record<keyof Draft, string>> {
  const found: Partial<Record<keyof Draft, string>> = {};
  const require = (field: 'prompt' | 'productName' | 'productDescription' | 'concept', sentence: string) => {
    if (draft[field].trim() === '') found[field] = sentence;
  };
  if (draft.kind === 'prompt') require('prompt', 'Write what the video should show.');
  if (draft.kind === 'brand-animation' || draft.kind === 'product-showcase')
    require('productName', 'Name the brand or product.');
  if (draft.kind === 'product-showcase') require('productDescription', 'Say what is good about it.');
  if (draft.kind === 'social-media') require('concept', 'Say the one idea of the post.');
  if (!isLength(draft.duration)) found.duration = `From ${SHORTEST_SECONDS} to ${LONGEST_SECONDS} seconds.`;
  if (draft.references.some((one) => one.progress !== undefined))
    found.references = 'A reference is still being sent.';
  return found;
}

export function isLength(seconds: number): boolean {
  return seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS;
}
