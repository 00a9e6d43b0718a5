import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/Badge';
import { Button, IconButton } from '@/components/ui/Button';
import { inputClasses } from '@/components/ui/Field';
import { contrast, hexOf, inkOn, verdict } from '../model/contrast';
import { MOST_COLOURS } from '../model/kit';

const SUGGESTED = ['#181c1f', '#f5b82e', '#ffffff', '#2f6f5e', '#ad2a1f', '#3b5bdb', '#f3f4f4', '#805600'];

/** The brand's colours: the first is that of buttons and marks, grounds are shaded from the second; each says how it reads there. */
export function Colours({ colours, onChange }: { colours: string[]; onChange: (colours: string[]) => void }) {
  const put = (index: number, colour: string) => onChange(colours.map((one, at) => (at === index ? colour : one)));
  const [, ground] = colours;
  return (
    <section aria-labelledby="colours">
      <h2 id="colours" className="mb-1.5 font-medium">
        Colours
      </h2>
      <p className="mb-2 text-sm text-soft">Buttons and marks have the main colour; grounds are shaded from the second.</p>
      <ol className="mb-3 grid gap-2 sm:grid-cols-2">
        {colours.map((colour, index) => (
          <li key={index} className="panel flex items-center gap-3 p-2">
            <Swatch colour={colour} name={nameOf(index)} onChange={(next) => put(index, next)} />
            <div className="min-w-0 grow">
              <p className="text-sm font-medium">{nameOf(index)}</p>
              <Hint colour={colour} ground={index === 1 ? null : (ground ?? null)} />
            </div>
            <IconButton name={`Remove ${nameOf(index).toLowerCase()}`} onClick={() => onChange(colours.filter((_, at) => at !== index))}>
              <X aria-hidden className="size-4" />
            </IconButton>
          </li>
        ))}
      </ol>
      {colours.length < MOST_COLOURS && (
        <Button onClick={() => onChange([...colours, SUGGESTED.find((one) => !colours.includes(one)) ?? '#888888'])}>
          <Plus aria-hidden className="size-4" />
          Add a colour
        </Button>
      )}
    </section>
  );
}

function nameOf(index: number): string {
  return ['Main', 'Ground'][index] ?? `Colour ${index + 1}`;
}

function Swatch({ colour, name, onChange }: { colour: string; name: string; onChange: (colour: string) => void }) {
  const [text, setText] = useState(colour);
  const shown = hexOf(text) === colour ? text : colour;
  return (
    <span className="flex shrink-0 items-center gap-2">
      <input
        type="color"
        aria-label={`${name}, picked`}
        value={colour}
        onChange={(event) => {
          setText(event.target.value);
          onChange(event.target.value);
        }}
        className="size-10 cursor-pointer rounded-field border border-edge bg-transparent p-0.5"
      />
      <input
        type="text"
        aria-label={`${name}, as #rrggbb`}
        aria-invalid={hexOf(text) === null}
        value={hexOf(text) === null ? text : shown}
        maxLength={7}
        onChange={(event) => {
          setText(event.target.value);
          const hex = hexOf(event.target.value);
          if (hex && event.target.value.length >= 6) onChange(hex);
        }}
        onBlur={() => setText(colour)}
        className={`${inputClasses} mono h-10 !w-[6.5rem] !px-2 text-sm`}
      />
    </span>
  );
}

function Hint({ colour, ground }: { colour: string; ground: string | null }) {
  if (!ground) return <p className="text-xs text-soft">{`type on it is ${inkOn(colour) === '#ffffff' ? 'white' : 'black'}`}</p>;
  const { isGood, words } = verdict(contrast(colour, ground));
  return <Badge tone={isGood ? 'good' : 'accent'}>{words}</Badge>;
}
