import type { BriefDto } from '@/api';

export type TextField = Exclude<keyof BriefDto, 'placements' | 'budgetUsd'>;

export interface FieldFacts {
  field: TextField;
  label: string;
  example: string;
  longest: number;
}

/** The brief's words, in the order in which the chat asks for them. */
export const TEXT_FIELDS: readonly FieldFacts[] = [
  { field: 'product', label: 'Product', example: 'The Altitude flask', longest: 120 },
  { field: 'description', label: 'What it is', example: 'A steel flask that keeps coffee hot for 12 hours', longest: 1000 },
  { field: 'audience', label: 'Audience', example: 'Hikers between 25 and 45', longest: 300 },
  { field: 'goal', label: 'Goal', example: 'More orders in the first week', longest: 200 },
  { field: 'tone', label: 'Tone', example: 'Calm, warm, a little dry', longest: 120 },
  { field: 'keyMessage', label: 'Key message', example: 'Still hot at the summit', longest: 300 },
  { field: 'callToAction', label: 'Call to action', example: 'Order at altitude.example', longest: 80 },
];

const LABELS: Record<string, string> = {
  ...Object.fromEntries(TEXT_FIELDS.map(({ field, label }) => [field, label])),
  placements: 'Placements',
  budgetUsd: 'Budget',
};

/** A field's name as people read it; one the server knows and we do not by its key. */
export function labelOf(field: string): string {
  return LABELS[field] ?? field;
}

/** Several names as a sentence reads them: "Goal, Tone and Budget". */
export function listed(fields: readonly string[]): string {
  const names = fields.map(labelOf);
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** A typed budget: a number of dollars, null for none, undefined where it is no amount. */
export function budgetOf(text: string): number | null | undefined {
  const plain = text.replace(/[$,\s]/g, '');
  if (plain === '') return null;
  return /^\d+(\.\d{1,2})?$/.test(plain) ? Number(plain) : undefined;
}
