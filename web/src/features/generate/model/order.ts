import type {
  BrandAnimationExampleDto,
  GenerateVideoWithReferenceDto,
  ProductShowcaseExampleDto,
  SocialMediaExampleDto,
} from '@/api';
import { type Draft, wordsOf } from './draft';

/** An order as the server takes it, and which of its doors it goes to. */
export type Order =
  | { kind: 'generate'; body: GenerateVideoWithReferenceDto }
  | { kind: 'brand-animation'; body: BrandAnimationExampleDto }
  | { kind: 'product-showcase'; body: ProductShowcaseExampleDto }
  | { kind: 'social-media'; body: SocialMediaExampleDto };

/** What an order belongs to. */
export interface Setting {
  campaignId?: string | undefined;
  brandKitId?: string | undefined;
}

/**
 * The order that a draft makes; with the quote it was shown, if there is one. The templates with a door of their own go
 * there, where they are made into a prompt for hosted models too, unless the draft has one; any other by its name.
 */
export function orderOf(draft: Draft, model: string, setting: Setting, quoteId?: string): Order {
  const shared = { ...sharedFields(draft, model, setting), ...(quoteId && { quoteId }) };
  if (!draft.template) return { kind: 'generate', body: { ...shared, prompt: draft.prompt.trim() } };
  if (draft.scene.trim()) return byName(draft, model, setting, quoteId);
  const { productName = '', tagline, productDescription = '', concept = '', ...more } = filled(draft);
  const templateFields = { ...more, ...lookOf(draft) };
  switch (draft.template) {
    case 'brand-animation':
      return { kind: draft.template, body: { ...shared, templateFields, productName, tagline } };
    case 'product-showcase':
      return { kind: draft.template, body: { ...shared, templateFields: { ...templateFields, tagline }, productName, productDescription } };
    case 'social-media': {
      const { platform } = draft;
      return { kind: draft.template, body: { ...shared, templateFields: { ...templateFields, productName }, concept, platform } };
    }
    default:
      return byName(draft, model, setting, quoteId);
  }
}

/** Exactly what was quoted. */
function byName(draft: Draft, model: string, setting: Setting, quoteId?: string): Order {
  return { kind: 'generate', body: { ...quoteBodyOf(draft, model, setting), ...(quoteId && { quoteId }) } };
}

/**
 * The same wish for a quote, which takes one shape only. A template's words are not final before it is ordered, and an
 * unwritten prompt has a price too: neither changes plan or price.
 */
export function quoteBodyOf(draft: Draft, model: string, setting: Setting): GenerateVideoWithReferenceDto {
  const shared = sharedFields(draft, model, setting);
  if (!draft.template) return { ...shared, prompt: draft.prompt.trim() || 'A video' };
  const prompt = draft.scene.trim() || wordsOf({ ...draft, prompt: '' }).slice(0, 300) || 'A video';
  const place = draft.template === 'social-media' && { platform: draft.platform };
  const templateFields = { ...filled(draft), ...lookOf(draft), ...place };
  return { ...shared, prompt, template: draft.template as 'brand-animation', templateFields };
}

function lookOf({ look }: Draft) {
  return look ? { look } : {};
}

function filled({ fields }: Draft): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, said(text)]));
}

function sharedFields(draft: Draft, model: string, setting: Setting) {
  return {
    ...setting,
    ...(draft.brandKitId && { brandKitId: draft.brandKitId }),
    model,
    duration: Number(draft.duration.toFixed(3)),
    aspectRatio: draft.aspectRatio,
    // 1080p is what one gets anyway, upscaled where it must be; asking for it would exclude those models.
    resolution: draft.resolution === '720p' ? draft.resolution : undefined,
    audio: draft.audio,
    continuity: draft.continuity,
    references: draft.references.filter((one) => one.assetId).map(({ assetId, role }) => ({ assetId, role })),
    refinementPrompt: draft.autoRefine ? said(draft.refinement) : undefined,
    autoRefine: draft.autoRefine || undefined,
    negativePrompt: said(draft.negativePrompt),
    seed: draft.seed ?? undefined,
    fps: draft.fps ?? undefined,
    maxPriceUsd: draft.maxPriceUsd ?? undefined,
  };
}

function said(text: string): string | undefined {
  return text.trim() || undefined;
}
