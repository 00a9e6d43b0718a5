import type { TemplateDto } from '@/api';
import { PLACEMENTS } from '@/lib/placements';
import { type Draft, EMPTY } from './draft';

/** What was not set yet follows the template, and a post its platform, at once: so it is seen and can be changed. */
export function startOf(draft: Draft, template: TemplateDto | undefined): Partial<Draft> {
  if (!template) return { template: null };
  const look = template.looks.some(({ key }) => key === draft.look) ? draft.look : null;
  const isNew = draft.duration === EMPTY.duration && draft.aspectRatio === EMPTY.aspectRatio && draft.platform === EMPTY.platform;
  const platform = isNew && template.key === 'social-media' && PLACEMENTS.find((one) => one.key === 'instagram-reel');
  if (platform)
    return { template: template.key, look, platform: platform.key, duration: platform.seconds, aspectRatio: platform.aspectRatio };
  return { template: template.key, look, ...(draft.duration === EMPTY.duration && { duration: template.defaultSeconds }) };
}
