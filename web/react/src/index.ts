export { GeneratorPanel, type GeneratorPanelProps } from './GeneratorPanel';
export type { GeneratedVideo, GeneratorDefaults } from './types';
