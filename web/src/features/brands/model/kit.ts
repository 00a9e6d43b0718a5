import type { BrandKitDto } from '@/api';
import { linkOf } from '@/lib/links';

export type KitFields = Omit<BrandKitDto, 'id' | 'createdAt' | 'updatedAt'>;

export const EMPTY_KIT: KitFields = {
  name: '',
  isDefault: false,
  logos: [],
  colours: [],
  fonts: { heading: null, body: null },
  tone: null,
  wordsToAvoid: [],
  endCard: { isShown: true, text: null, link: null },
};

/** A kit as it stands in its fields. */
export interface TypedKit {
  fields: KitFields;
  /** The words to avoid, as they are typed. */
  avoid: string;
}

export function typedKit(kit: BrandKitDto | null): TypedKit {
  const fields = kit ? fieldsOf(kit) : EMPTY_KIT;
  return { fields, avoid: fields.wordsToAvoid.join(', ') };
}

/** What a kit's unsaved changes are kept as. */
export function nameOf(kit: BrandKitDto | null): string {
  return `kit.${kit?.id ?? 'new'}`;
}

export const MOST_COLOURS = 8;

/** What a person may set, of a kit that is kept. */
export function fieldsOf({ id: _id, createdAt: _created, updatedAt: _updated, ...fields }: BrandKitDto): KitFields {
  return fields;
}

/** Words typed with commas or on lines of their own. */
export function wordsIn(text: string): string[] {
  return [...new Set(text.split(/[,\n]/).map((one) => one.trim()).filter(Boolean))];
}

/** A kit as it is sent: no blanks around its words, its link with a scheme. What is no link is left to the server to refuse. */
export function whole(fields: KitFields): KitFields {
  const { text, link } = fields.endCard;
  const endCard = { ...fields.endCard, text: text?.trim() || null, link: linkOf(link ?? '') ?? link };
  return { ...fields, name: fields.name.trim(), tone: fields.tone?.trim() || null, endCard: { ...endCard, link: endCard.link || null } };
}
