import type { VideoModelDto } from '@/api';

/** One allowed combination of abilities; the part of the server's description that the picker shows. */
interface Mode {
  durations: number[];
  anyDuration: boolean;
  aspectRatios: string[];
  resolutions: string[];
  maxReferences: number;
  inputs: string[];
  audio: 'none' | 'native' | 'optional';
  seed: boolean;
  negativePrompt: boolean;
  pricePerSecondUsd: number | null;
}
interface Route {
  vendor: string;
  available: boolean;
  modes: Mode[];
}

/** What a person needs to choose a model. */
export interface ModelFacts {
  key: string;
  name: string;
  description: string;
  quality: string;
  isAvailable: boolean;
  whyNot: string | null;
  status: string;
  retiresAt: string | null;
  servedBy: { model: string; reason: string | null };
  isItself: boolean;
  pricePerSecondUsd: number | null;
  lengths: string;
  resolutions: string[];
  aspectRatios: string[];
  maxReferences: number;
  takesFirstFrame: boolean;
  hasNativeAudio: boolean;
  takesSeed: boolean;
  takesNegativePrompt: boolean;
}

/** The facts of the routes that can be used; of all, where none can. */
export function factsOf(model: VideoModelDto): ModelFacts {
  const routes = model.routes as unknown as Route[];
  const open = routes.filter((route) => route.available);
  const modes = (open.length > 0 ? open : routes).flatMap((route) => route.modes);
  const prices = modes.map((mode) => mode.pricePerSecondUsd).filter((price) => price !== null);
  const servedBy = model.servedBy as ModelFacts['servedBy'];
  return {
    key: model.key,
    name: model.name,
    description: model.description,
    quality: model.quality,
    isAvailable: model.available,
    whyNot: model.unavailableReason?.split(' Usable now: ')[0] ?? null, // who is usable stands beside it
    status: model.lifecycle.status,
    retiresAt: model.lifecycle.retiresAt,
    servedBy,
    isItself: servedBy.model === model.key,
    pricePerSecondUsd: prices.length > 0 ? Math.min(...prices) : null,
    lengths: lengthsOf(modes),
    resolutions: unique(modes.flatMap((mode) => mode.resolutions)),
    aspectRatios: unique(modes.flatMap((mode) => mode.aspectRatios)),
    maxReferences: Math.max(0, ...modes.map((mode) => mode.maxReferences)),
    takesFirstFrame: modes.some((mode) => mode.inputs.includes('firstFrame')),
    hasNativeAudio: modes.some((mode) => mode.audio !== 'none'),
    takesSeed: modes.some((mode) => mode.seed),
    takesNegativePrompt: modes.some((mode) => mode.negativePrompt),
  };
}

/** Those that serve themselves first, then those that another one serves, then what cannot be had. */
export function inOrder(models: readonly ModelFacts[]): ModelFacts[] {
  const rank = (model: ModelFacts) => (model.isAvailable ? (model.isItself ? 0 : 1) : 2);
  return [...models].sort((a, b) => rank(a) - rank(b));
}

/** The chosen model, or the best that can be had as itself. */
export function chosenModel(models: readonly ModelFacts[], key: string | null): ModelFacts | undefined {
  return models.find((one) => one.key === key) ?? inOrder(models)[0];
}

/** The clip lengths a model makes by itself, in words: `any length`, `4, 6, 8 s`, `2–15 s`. */
function lengthsOf(modes: readonly Mode[]): string {
  if (modes.some((mode) => mode.anyDuration)) return 'any length';
  const lengths = unique(modes.flatMap((mode) => mode.durations)).sort((a, b) => a - b);
  if (lengths.length === 0) return '';
  return lengths.length > 4 ? `${lengths[0]}–${lengths.at(-1)} s` : `${lengths.join(', ')} s`;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
