/** What the generator teaches; shown beside what it is about. */
export const PROMPT_PARTS = [
  { part: 'Subject', example: 'a steel flask on a granite ledge' },
  { part: 'Light', example: 'low golden sun, soft rim light' },
  { part: 'Camera', example: 'slow push in, shallow depth of field' },
  { part: 'Shots', example: 'wide valley, then a close-up of the cap' },
  { part: 'Motion graphics', example: 'the name appears in clean white type' },
  { part: 'Mood', example: 'calm, cold, premium' },
] as const;

export const EXAMPLES = [
  {
    title: 'Product at dawn',
    prompt:
      'A stainless steel flask on a windswept granite ridge at dawn, mist in the valley below. Low golden sun with a soft rim light. Slow push in, shallow depth of field, then a close-up of water beading on the cap. The name appears in clean white type. Calm, cold, premium.',
  },
  {
    title: 'Café opening',
    prompt:
      'A small corner café opening for the day: warm window light on wet cobblestones, steam from a cup, hands dusting flour. Handheld close-ups, then a wide shot of the street waking up. Gentle film grain, hand-drawn lettering of the name. Intimate and inviting.',
  },
  {
    title: 'App launch',
    prompt:
      'Motion graphics for an app launch: rounded cards slide and snap into a grid, charts draw themselves, one bold headline per beat. Deep blue background with a bright coral accent, crisp shadows, quick eased moves on the beat. Confident and clear, ending on the logo.',
  },
] as const;

export const REFINEMENTS = [
  'make it cinematic with dramatic lighting and slow camera pans',
  'make it energetic with quick cuts and bold colour',
  'make it minimal and calm with a lot of empty space',
] as const;

/** What a length is good for. */
export function adviceOn(seconds: number): string {
  if (seconds <= 8) return 'Fast to make, good for social.';
  if (seconds < 15) return 'Short, with room for a second thought.';
  if (seconds <= 30) return 'Balanced: a small story.';
  if (seconds < 45) return 'Long: several scenes.';
  return 'Premium: a whole story, slower to make.';
}
