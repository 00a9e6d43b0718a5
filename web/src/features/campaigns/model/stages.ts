import type { CampaignDto } from '@/api';

export type Stage = CampaignDto['stage'];

export interface StageFacts {
  stage: Stage;
  name: string;
  about: string;
}

export const STAGES: readonly StageFacts[] = [
  { stage: 'brief', name: 'Brief', about: 'What it is for' },
  { stage: 'assets', name: 'Asset generation', about: 'Make its videos' },
  { stage: 'creatives', name: 'Creatives', about: 'Videos and words' },
  { stage: 'publish', name: 'Publish', about: 'Hand them over' },
];

export function isStage(value: unknown): value is Stage {
  return STAGES.some((one) => one.stage === value);
}

export function stageName(stage: Stage): string {
  return STAGES.find((one) => one.stage === stage)?.name ?? stage;
}

/** Whether `stage` comes after the one the campaign has reached: going there moves the campaign on. */
export function isFurther(stage: Stage, reached: Stage): boolean {
  return indexOf(stage) > indexOf(reached);
}

/** What a campaign has so far, for saying what is missing where. */
export interface Progress {
  readyVideos: number;
  creatives: number;
  published: number;
}

/** What a stage still lacks, in a few words; null where nothing does. */
export function lackOf(stage: Stage, campaign: CampaignDto, progress: Progress): string | null {
  switch (stage) {
    case 'brief':
      return campaign.missing.length ? `${campaign.missing.length} to fill in` : null;
    case 'assets':
      return progress.readyVideos ? null : 'No video yet';
    case 'creatives':
      return progress.creatives ? null : 'No creative yet';
    case 'publish':
      return progress.published ? null : 'Not published yet';
  }
}

function indexOf(stage: Stage): number {
  return STAGES.findIndex((one) => one.stage === stage);
}
