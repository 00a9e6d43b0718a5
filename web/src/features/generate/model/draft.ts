import type { ReferenceDto, TemplateDto } from '@/api';
import type { AspectRatio } from '@/components/ui/Shape';

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
  /** Whether the same picture may well be taken the next time. */
  isRepeatable?: boolean;
}

/** Everything a person has set for the next video. Text is kept exactly as typed. */
export interface Draft {
  prompt: string;
  /** null: a prompt of one's own. */
  template: string | null;
  /** What was typed into any template's fields, by name: another template that asks for the same finds it. */
  fields: Record<string, string>;
  /** A template's design; null: chosen by its words. */
  look: string | null;
  /** What a video model is asked to film for a template; empty: what the template makes of its fields. */
  scene: string;
  platform: string;
  references: Reference[];
  /** How many pictures found no room among the references. */
  leftOut: number;
  /** null: the one we recommend. */
  model: string | null;
  duration: number;
  aspectRatio: AspectRatio;
  resolution: '1080p' | '720p';
  audio: 'auto' | 'native' | 'music' | 'none';
  /** Rewrite the words when the video is ordered. */
  autoRefine: boolean;
  /** In which direction they are rewritten, now or then. */
  refinement: string;
  /** The prompt before a refinement that was taken over. */
  unrefined: string | null;
  /** The refined prompt, where one went back to one's own. */
  refined: string | null;
  negativePrompt: string;
  seed: number | null;
  fps: 24 | 25 | 30 | null;
  continuity: 'cuts' | 'continuous';
  maxPriceUsd: number | null;
  /** null: the one of the campaign, or the workspace's. */
  brandKitId: string | null;
}

export const LONGEST_PROMPT = 4000;
export const MAX_REFERENCES = 10;
export const SHORTEST_SECONDS = 5;
export const LONGEST_SECONDS = 60;

export const EMPTY: Draft = {
  prompt: '',
  template: null,
  fields: {},
  look: null,
  scene: '',
  platform: 'instagram-reel',
  references: [],
  leftOut: 0,
  model: null,
  duration: 8,
  aspectRatio: '16:9',
  resolution: '1080p',
  audio: 'auto',
  autoRefine: false,
  refinement: '',
  unrefined: null,
  refined: null,
  negativePrompt: '',
  seed: null,
  fps: null,
  continuity: 'cuts',
  maxPriceUsd: null,
  brandKitId: null,
};

const ROLE_OF: Record<string, Role> = {
  'brand-animation': 'logo',
  'product-showcase': 'product',
  'social-media': 'product',
};

/** What a picture is most likely for: one logo in a brand animation, else the product, else the style. */
export function likelyRole(draft: Draft): Role {
  const role = ROLE_OF[draft.template ?? ''] ?? 'style';
  return role === 'logo' && draft.references.some((one) => one.role === 'logo') ? 'style' : role;
}

/** Whether somebody has put work into it that must not be thrown away without asking. */
export function isWorthKeeping(draft: Draft): boolean {
  return wordsOf(draft) !== '' || draft.references.length > 0;
}

/** Whether nothing was typed or set in it yet: it may begin with what is known from elsewhere. */
export function isUntouched(draft: Draft): boolean {
  return !isWorthKeeping(draft) && draft.duration === EMPTY.duration && draft.aspectRatio === EMPTY.aspectRatio;
}

/** All that was typed, for where a few words stand for the whole. */
export function wordsOf({ prompt, fields }: Draft): string {
  return [prompt, ...Object.values(fields)].map((one) => one.trim()).filter(Boolean).join(': ');
}

/** What survives a reload. A picture that was still being sent is there as cut off, so that it is missed. */
export function storable(draft: Draft): Draft {
  const cutOff = { progress: undefined, reason: 'Sending it was cut off.', isRepeatable: true };
  return { ...draft, references: draft.references.map((one) => (isPending(one) ? { ...one, ...cutOff } : one)) };
}

/** Another tab's draft, with the files that are being sent from here: there they look cut off. */
export function joined(theirs: Draft, mine: Draft): Draft {
  const here = new Map(mine.references.map((one) => [one.id, one]));
  const theirIds = new Set(theirs.references.map(({ id }) => id));
  const onlyHere = mine.references.filter((one) => !one.assetId && !theirIds.has(one.id));
  return { ...theirs, references: [...theirs.references.map((one) => (one.assetId ? one : (here.get(one.id) ?? one))), ...onlyHere] };
}

/** Whether all that was typed and added before is still in it. */
export function continues(next: Draft, before: Draft): boolean {
  const ids = new Set(next.references.map(({ assetId }) => assetId));
  const isIn = (name: string) => (next.fields[name] ?? '').includes(before.fields[name] ?? '');
  const isSaid = (name: 'prompt' | 'scene' | 'refinement' | 'negativePrompt') => next[name].includes(before[name]);
  const isWritten = isSaid('prompt') && isSaid('scene') && isSaid('refinement') && isSaid('negativePrompt') && Object.keys(before.fields).every(isIn);
  return isWritten && before.references.every(({ assetId }) => !assetId || ids.has(assetId));
}

/** A stored draft of any earlier version, with what it lacks. */
export function restored(stored: unknown, blank: Draft = EMPTY): Draft {
  if (typeof stored !== 'object' || stored === null) return blank;
  return { ...blank, ...(('kind' in stored && ofFixedTemplates(stored)) || stored) };
}

/** Drafts of the time when templates and their fields were built in. */
function ofFixedTemplates(stored: Record<string, unknown>): Partial<Draft> {
  const { kind, productName, tagline, productDescription, concept, ...rest } = stored;
  const fields = Object.entries({ productName, tagline, productDescription, concept }).filter(([, text]) => text);
  return { ...rest, template: kind === 'prompt' ? null : String(kind), fields: Object.fromEntries(fields) as Draft['fields'] };
}

/** The draft without what was typed for other templates, which stays for when they are chosen again. */
export function forTemplate(draft: Draft, template: TemplateDto | undefined): Draft {
  const own = template?.fields.map(({ name }) => name) ?? [];
  return { ...draft, fields: Object.fromEntries(Object.entries(draft.fields).filter(([name]) => own.includes(name))) };
}

/** What stops an order, by field; empty when nothing does. `template` is the draft's, as the server describes it. */
export function missing(draft: Draft, template: TemplateDto | undefined): Partial<Record<string, string>> {
  const found: Partial<Record<string, string>> = {};
  if (!draft.template && draft.prompt.trim() === '') found.prompt = 'Write what the video should show.';
  for (const { name, label, isRequired } of template?.fields ?? [])
    if (isRequired && !draft.fields[name]?.trim()) found[name] = `Fill in “${label}”.`;
  if (!isLength(draft.duration)) found.duration = `From ${SHORTEST_SECONDS} to ${LONGEST_SECONDS} seconds.`;
  if (draft.references.some(isPending)) found.references = 'A reference is still being sent.';
  if (draft.references.some(isRefused)) found.references = 'Remove or replace the refused pictures.';
  return found;
}

export function isPending({ progress }: Reference): boolean {
  return progress !== undefined;
}

export function isRefused({ reason }: Reference): boolean {
  return reason !== undefined;
}

/** How many more pictures an order takes; what was refused takes no place. */
export function roomFor({ references }: Draft): number {
  return MAX_REFERENCES - references.filter((one) => !isRefused(one)).length;
}

export function isLength(seconds: number): boolean {
  return seconds >= SHORTEST_SECONDS && seconds <= LONGEST_SECONDS;
}
