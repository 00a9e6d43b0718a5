import type {
  BrandAnimationExampleDto,
  GenerateVideoWithReferenceDto,
  ProductShowcaseExampleDto,
  SocialMediaExampleDto,
} from '@/api';
import type { Draft } from './draft';

/** An order as the server takes it, and which of its doors it goes to. */
export type Order =
  | { kind: 'prompt'; body: GenerateVideoWithReferenceDto }
  | { kind: 'brand-animation'; body: BrandAnimationExampleDto }
  | { kind: 'product-showcase'; body: ProductShowcaseExampleDto }
  | { kind: 'social-media'; body: SocialMediaExampleDto };

/** What an order belongs to. */
export interface Setting {
  campaignId?: string | undefined;
  brandKitId?: string | undefined;
}

/** The order that a draft makes; with the quote it was shown, if there is one. */
export function orderOf(draft: Draft, model: string, setting: Setting, quoteId?: string): Order {
  const shared = { ...sharedFields(draft, model), ...setting, ...(quoteId && { quoteId }) };
  switch (draft.kind) {
    case 'prompt':
      return { kind: draft.kind, body: { ...shared, prompt: draft.prompt.trim() } };
    case 'brand-animation':
      return { kind: draft.kind, body: { ...shared, productName: draft.productName.trim(), tagline: said(draft.tagline) } };
    case 'product-showcase':
      return {
        kind: draft.kind,
        body: {
          ...shared,
          productName: draft.productName.trim(),
          productDescription: draft.productDescription.trim(),
        },
      };
    case 'social-media':
      return { kind: draft.kind, body: { ...shared, concept: draft.concept.trim(), platform: draft.platform } };
  }
}

/**
 * The same wish for a quote, which takes one shape only. A template's words are not final before it is ordered, and an
 * unwritten prompt has a price too: neither changes plan or price.
 */
export function quoteBodyOf(draft: Draft, model: string, setting: Setting): GenerateVideoWithReferenceDto {
  const shared = { ...sharedFields(draft, model), ...setting };
  if (draft.kind === 'prompt') return { ...shared, prompt: draft.prompt.trim() || 'A video' };
  const words = [draft.productName, draft.tagline, draft.productDescription, draft.concept];
  const prompt = words.map((one) => one.trim()).filter(Boolean).join(': ');
  return { ...shared, prompt: prompt || 'A video', template: draft.kind };
}

function sharedFields(draft: Draft, model: string) {
  return {
    model,
    duration: Number(draft.duration.toFixed(3)),
    aspectRatio: draft.aspectRatio,
    // 1080p is what one gets anyway, upscaled where it must be; asking for it would exclude those models.
    resolution: draft.resolution === '720p' ? draft.resolution : undefined,
    audio: draft.audio,
    continuity: draft.continuity,
    references: draft.references.filter((one) => one.assetId).map(({ assetId, role }) => ({ assetId, role })),
    refinementPrompt: said(draft.refinement),
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
