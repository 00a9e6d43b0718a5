import type { CreativeDto, KeptCopyDto } from '@/api';
import { placementOf } from '@/lib/placements';

export const NO_COPY: KeptCopyDto = { text: '', hashtags: [], link: null };

export function copyOf(creative: CreativeDto, placement: string): KeptCopyDto {
  return creative.copy[placement] ?? NO_COPY;
}

/** Hashtags as they are typed, with or without their #, as the server keeps them. */
export function hashtagsIn(text: string): string[] {
  return [...new Set(text.split(/[\s,#]+/).filter(Boolean))];
}

export function hashtagLine(hashtags: readonly string[]): string {
  return hashtags.map((one) => `#${one.replace(/^#/, '')}`).join(' ');
}

/** The post as it is read: text, link, hashtags. */
export function postOf({ text, hashtags, link }: KeptCopyDto): string {
  return [text.trim(), link?.trim(), hashtagLine(hashtags)].filter(Boolean).join('\n');
}

/** How many characters a post has, by what people see (an emoji is one), and how many are allowed there. */
export function lengthOf(copy: KeptCopyDto, placement: string): { used: number; longest: number; isTooLong: boolean } {
  const used = [...new Intl.Segmenter().segment(postOf(copy))].length;
  const { longestText: longest } = placementOf(placement);
  return { used, longest, isTooLong: used > longest };
}

/** How many of a creative's placements have words. */
export function writtenOf(creative: CreativeDto): number {
  return creative.placements.filter((placement) => copyOf(creative, placement).text.trim()).length;
}
