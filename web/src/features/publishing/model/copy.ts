import type { CreativeDto, KeptCopyDto } from '@/api';
import { isAlike } from '@/lib/alike';
import { linkOf } from '@/lib/links';
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

/** A copy as it stands in its fields. */
export interface Words {
  text: string;
  tags: string;
  link: string;
}

export function wordsOf({ text, hashtags, link }: KeptCopyDto): Words {
  return { text, tags: hashtagLine(hashtags), link: link ?? '' };
}

/** The copy that was typed; its link stays `before` until it is an address. */
export function copyFrom({ text, tags, link }: Words, before: string | null): KeptCopyDto {
  const whole = linkOf(link);
  return { text, hashtags: hashtagsIn(tags), link: whole === undefined ? before : whole };
}

/** Whether the same is said, however its hashtags and link are typed. */
export function isSameWords(one: Words, other: Words): boolean {
  return isAlike({ ...copyFrom(one, null), link: addressIn(one) }, { ...copyFrom(other, null), link: addressIn(other) });
}

/** A link as the server writes it: with its last slash, and in small letters where it makes no difference. */
function addressIn({ link }: Words): string {
  const whole = linkOf(link);
  return whole ? new URL(whole).href : link;
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
