import type { AssetDto, GenerationDto } from '@/api';
import { type Draft, EMPTY, type Kind, type Reference, type Role } from './draft';

type Settings = Partial<Record<string, unknown>>;

/** The draft that an earlier video was made from; `assets` are its references as far as they are still kept. */
export function draftOf(video: GenerationDto, assets: readonly AssetDto[]): Draft {
  const request = video.request as Settings;
  const scene = (request.scene ?? {}) as { template?: string | null; fields?: Settings; platform?: string };
  const words = { ...scene.fields, ...request };
  const kind = (scene.template ?? 'prompt') as Kind;
  return {
    ...EMPTY,
    kind,
    prompt: kind === 'prompt' ? video.prompt : '',
    productName: text(words.productName),
    tagline: text(words.tagline),
    productDescription: text(words.productDescription),
    concept: text(words.concept),
    platform: scene.platform ?? EMPTY.platform,
    references: referencesOf(video, assets),
    model: video.model,
    duration: video.duration,
    aspectRatio: video.aspectRatio as Draft['aspectRatio'],
    resolution: video.resolution as Draft['resolution'],
    audio: (request.audio as Draft['audio']) ?? EMPTY.audio,
    autoRefine: request.autoRefine === true,
    refinement: text(request.refinementPrompt),
    negativePrompt: text(request.negativePrompt),
    seed: typeof request.seed === 'number' ? request.seed : null,
    fps: (request.fps as Draft['fps']) ?? null,
    continuity: (request.continuity as Draft['continuity']) ?? EMPTY.continuity,
  };
}

/** The asset ids of a video's references. */
export function assetIdsOf(video: GenerationDto): string[] {
  return video.referenceImages.map((one) => one.assetId).filter((id) => typeof id === 'string');
}

function referencesOf(video: GenerationDto, assets: readonly AssetDto[]): Reference[] {
  return video.referenceImages.flatMap((one) => {
    const asset = assets.find((kept) => kept.id === one.assetId);
    if (!asset) return [];
    const { id, name, url, warnings } = asset;
    return [{ id, assetId: id, name, url, warnings, role: one.role as Role }];
  });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
