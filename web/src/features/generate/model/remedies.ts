import { money, seconds } from '@/lib/format';
import type { Trouble } from '@/lib/problem';
import type { Draft, Reference } from './draft';
import type { ModelFacts } from './models';

/** One way out of a refusal: what the button says, and what it changes of the draft. */
export interface Remedy {
  label: string;
  change: Partial<Draft>;
}

/** The fields of the nearest wish that can be made, under the names of the API. */
interface Nearest {
  references?: string[];
  audio?: Draft['audio'];
  seed?: null;
  negativePrompt?: null;
  duration?: number;
  resolution?: string;
  continuity?: Draft['continuity'];
  maxPriceUsd?: number | null;
}
interface Alternative {
  model: string;
  name: string;
  priceUsd?: number;
}

const MOST_MODELS = 3;

/** What a refused wish can be changed to, the smallest change first; empty where the server knows nothing. */
export function remediesOf({ extra }: Trouble, draft: Draft, model: ModelFacts): Remedy[] {
  const alternatives = (extra.alternatives ?? []) as Alternative[];
  const others = alternatives.map(({ model, name, priceUsd }) => ({ label: `Switch to ${name}${priced(priceUsd)}`, change: { model } }));
  return [...nearestOf((extra.nearest ?? {}) as Nearest, draft, model), ...others.slice(0, MOST_MODELS)];
}

/** What was refused, without the advice in the API's own words that follows. */
export function refusalOf({ fields, detail }: Trouble): string {
  const [sentence = detail] = Object.values(fields);
  return `${(sentence.split(/\. |: /)[0] ?? '').replace(/\.$/, '')}.`;
}

function priced(usd: number | undefined): string {
  if (usd === undefined) return '';
  return usd === 0 ? ', free' : `, ${money(usd)}`;
}

/** One button for each change of pictures; one for all other fields together, as only together they can be made. */
function nearestOf(nearest: Nearest, { references }: Draft, model: ModelFacts): Remedy[] {
  const { references: roles, ...others } = nearest;
  const rest = changesOf(others);
  if (!roles) return rest.label ? [rest] : [];
  const found = picturesOf(roles, references, model);
  return found.map(({ label, change }) => ({ label: [label, rest.label].filter(Boolean).join(', '), change: { ...change, ...rest.change } }));
}

function picturesOf(roles: string[], references: Reference[], { takesFirstFrame }: ModelFacts): Remedy[] {
  const [first, ...more] = references;
  const starting = first && [{ ...first, role: 'firstFrame' as const }];
  if (roles.length > references.length) return []; // it needs a picture that nobody can add but the person
  if (roles[0] === 'firstFrame' && first?.role !== 'firstFrame' && starting)
    return [{ label: `Use ${more.length > 0 ? `“${first.name}”` : 'it'} as the first frame`, change: { references: [...starting, ...more] } }];
  if (roles.length > 0) return [{ label: `Keep the first ${roles.length} only`, change: { references: references.slice(0, roles.length) } }];
  const without = { label: more.length > 0 ? 'Leave the pictures out' : 'Leave the picture out', change: { references: [] } };
  if (!takesFirstFrame || !starting || first.role === 'firstFrame') return [without];
  const label = more.length > 0 ? `Use only “${first.name}”, as the first frame` : 'Use it as the first frame';
  return [{ label, change: { references: starting } }, without];
}

function changesOf({ audio, duration, resolution, continuity, maxPriceUsd, ...gone }: Omit<Nearest, 'references'>): Remedy {
  const found: Remedy[] = [
    ...(duration === undefined ? [] : [{ label: `Make it ${seconds(duration)} long`, change: { duration } }]),
    ...(audio === undefined ? [] : [{ label: 'Let the sound be chosen', change: { audio } }]),
    ...('seed' in gone ? [{ label: 'Leave the seed out', change: { seed: null } }] : []),
    ...('negativePrompt' in gone ? [{ label: 'Leave out what must not be seen', change: { negativePrompt: '' } }] : []),
    ...(resolution === undefined ? [] : [{ label: 'Take the usual resolution', change: { resolution: '1080p' as const } }]),
    ...(continuity === undefined ? [] : [{ label: 'Cut between the shots', change: { continuity } }]),
    ...(maxPriceUsd == null ? [] : [{ label: `Allow ${money(maxPriceUsd)}`, change: { maxPriceUsd } }]),
  ];
  return { label: found.map(({ label }) => label).join(', '), change: Object.assign({}, ...found.map(({ change }) => change)) };
}
