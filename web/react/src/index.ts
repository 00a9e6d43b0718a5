export { GeneratorPanel, type GeneratorPanelProps } from './GeneratorPanel';
export type { GeneratedVideo } from './types';
