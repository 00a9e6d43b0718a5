import type { AssetDto, GenerationDto } from '@/api';
import { PLACEMENTS } from '@/lib/placements';
import { type Draft, EMPTY, type Reference, type Role } from './draft';

type Settings = Partial<Record<string, unknown>>;

/** The draft that an earlier video was made from; `assets` are its references as far as they are still kept. */
export function draftOf(video: GenerationDto, assets: readonly AssetDto[]): Draft {
  const request = video.request as Settings;
  const scene = (request.scene ?? {}) as { template?: string | null; fields?: Settings; platform?: string };
  return {
    ...draftOfSettings(request, scene.template ?? null, scene.fields ?? {}),
    prompt: scene.template ? '' : video.prompt,
    scene: request.template ? video.prompt : '',
    platform: scene.platform ?? EMPTY.platform,
    references: referencesOf(video.referenceImages, assets),
    model: video.model,
    duration: video.duration,
    aspectRatio: video.aspectRatio as Draft['aspectRatio'],
    resolution: video.resolution as Draft['resolution'],
  };
}

/** The draft that a proposed order stands for; what it leaves open stays as a new draft has it. */
export function draftOfProposal(order: Settings, assets: readonly AssetDto[]): Draft {
  const fields = (order.templateFields ?? {}) as Settings;
  return {
    ...draftOfSettings(order, text(order.template) || null, fields),
    prompt: text(order.prompt),
    scene: text(order.template) && text(order.prompt),
    platform: text(fields.platform) || (PLACEMENTS.find((one) => one.aspectRatio === order.aspectRatio)?.key ?? EMPTY.platform),
    references: referencesOf(referencesIn(order), assets),
    model: text(order.model) || null,
    duration: Number(order.duration ?? EMPTY.duration),
    aspectRatio: (order.aspectRatio as Draft['aspectRatio']) ?? EMPTY.aspectRatio,
    resolution: (order.resolution as Draft['resolution']) ?? EMPTY.resolution,
  };
}

/** The asset ids among the references of a video or an order. */
export function assetIdsOf(references: readonly Settings[]): string[] {
  return references.map((one) => one.assetId).filter((id) => typeof id === 'string');
}

export function referencesIn(order: Settings): Settings[] {
  return Array.isArray(order.references) ? (order.references as Settings[]) : [];
}

/** What a wish says in the same words wherever it is kept. */
function draftOfSettings(words: Settings, template: string | null, given: Settings): Draft {
  const { look, platform: _, ...fields } = given;
  return {
    ...EMPTY,
    template,
    fields: Object.fromEntries(Object.entries(fields).filter(([, one]) => one).map(([name, one]) => [name, asTyped(one)])),
    look: text(look) || null,
    brandKitId: text(words.brandKitId) || null,
    audio: (words.audio as Draft['audio']) ?? EMPTY.audio,
    autoRefine: words.autoRefine === true || text(words.refinementPrompt) !== '',
    refinement: text(words.refinementPrompt),
    negativePrompt: text(words.negativePrompt),
    seed: typeof words.seed === 'number' ? words.seed : null,
    fps: (words.fps as Draft['fps']) ?? null,
    continuity: (words.continuity as Draft['continuity']) ?? EMPTY.continuity,
    maxPriceUsd: words.maxPriceUsd == null ? null : Number(words.maxPriceUsd),
  };
}

function referencesOf(references: readonly Settings[], assets: readonly AssetDto[]): Reference[] {
  return references.flatMap((one): Reference[] => {
    const { assetId } = one;
    if (typeof assetId !== 'string') return [];
    const role = (one.role as Role) ?? 'style';
    const asset = assets.find((kept) => kept.id === assetId);
    if (!asset) return [{ id: assetId, name: 'A deleted picture', role, reason: 'It is no longer kept here.' }];
    const { id, name, url, warnings } = asset;
    return [{ id, assetId: id, name, url, warnings, role }];
  });
}

/** Several points are a line each, as they are typed. */
function asTyped(value: unknown): string {
  return Array.isArray(value) ? value.join('\n') : String(value);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
