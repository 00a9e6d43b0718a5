export { default, default as VideoGenerationWithReferences } from './VideoGenerationWithReferences';
export type { GeneratedVideo, GeneratorDefaults, VideoGenerationProps } from './types';
