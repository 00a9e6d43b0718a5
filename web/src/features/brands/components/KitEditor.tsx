import { ArrowLeft } from 'lucide-react';
import { type FormEvent, useEffect, useRef } from 'react';
import { Notice, TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { Field, inputClasses } from '@/components/ui/Field';
import { Switch } from '@/components/ui/Switch';
import { useMay } from '@/hooks/useMe';
import { useTyped } from '@/hooks/useTyped';
import type { BrandKitDto } from '@/api';
import { troubleOf } from '@/lib/problem';
import { useKeepKit } from '../api/keepKit';
import { type KitFields, nameOf, typedKit, whole, wordsIn } from '../model/kit';
import { Colours } from './Colours';
import { DeleteKit } from './DeleteKit';
import { EndCard } from './EndCard';
import { Fonts } from './Fonts';
import { KitPreview } from './KitPreview';
import { Logos } from './Logos';

/** One brand kit, with its end card beside it as it changes. What is not saved yet is there again when one comes back. */
export function KitEditor({ kit, onClose }: { kit: BrandKitDto | null; onClose: () => void }) {
  const mayWrite = useMay('write');
  const keep = useKeepKit();
  const { typing, value, back } = useTyped(nameOf(kit), typedKit(kit));
  const { fields, avoid } = value;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const change = (part: Partial<KitFields>) => typing.change((now) => ({ ...now, fields: { ...now.fields, ...part } }));
  const wrong = keep.error ? troubleOf(keep.error).fields : {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const saved = () => {
      typing.settle(value);
      onClose();
    };
    keep.mutate({ id: kit?.id ?? null, fields: whole({ ...fields, wordsToAvoid: wordsIn(avoid) }) }, { onSuccess: saved });
  };
  const deleted = () => {
    typing.drop();
    onClose();
  };
  return (
    <form onSubmit={submit}>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3">
        <div className="flex min-w-0 items-center gap-2">
          <Button look="quiet" size="small" className="-ml-2.5" onClick={onClose}>
            <ArrowLeft aria-hidden className="size-4" />
            Brand kits
          </Button>
          <h1 ref={heading} tabIndex={-1} className="truncate text-2xl font-semibold tracking-tight outline-none">
            {fields.name || 'New brand kit'}
          </h1>
        </div>
        {mayWrite && (
          <div className="flex flex-wrap gap-2">
            {kit && <DeleteKit kit={kit} onDeleted={deleted} />}
            <Button type="submit" look="primary" isBusy={keep.isPending}>
              Save the kit
            </Button>
          </div>
        )}
      </div>
      {keep.isError && (
        <div className="mb-6">
          <TroubleNotice error={keep.error} />
        </div>
      )}
      {back && (
        <div className="mb-6">
          <Notice actions={<Button size="small" onClick={typing.drop}>Discard the changes</Button>}>
            {`You have changed this before, and not saved it yet.${back === 'contested' ? ' Somebody else has saved the kit since.' : ''}`}
          </Notice>
        </div>
      )}
      <div className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_24rem] xl:grid-cols-[minmax(0,1fr)_32rem]">
        <fieldset disabled={!mayWrite} className="space-y-8">
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Name" error={wrong.name}>
              {(control) => (
                <input {...control} required maxLength={120} value={fields.name} placeholder="Altitude" onChange={(event) => change({ name: event.target.value })} className={`${inputClasses} h-11`} />
              )}
            </Field>
            <div className="self-center sm:pt-6">
              <Switch label="For new campaigns" isOn={fields.isDefault} onChange={(isDefault) => change({ isDefault })} />
            </div>
          </div>
          <Logos logos={fields.logos} onChange={(logos) => change({ logos })} />
          <Colours colours={fields.colours} onChange={(colours) => change({ colours })} />
          <Fonts fonts={fields.fonts} onChange={(fonts) => change({ fonts })} />
          <div className="grid gap-5 sm:grid-cols-2">
            <Field label="Tone" hint="How the brand speaks; prompts and posts are written in it." error={wrong.tone}>
              {(control) => (
                <textarea {...control} rows={3} maxLength={300} value={fields.tone ?? ''} placeholder="Calm, warm, a little dry" onChange={(event) => change({ tone: event.target.value || null })} className={`${inputClasses} py-2`} />
              )}
            </Field>
            <Field label="Words to avoid" hint="With commas between them." error={wrong.wordsToAvoid}>
              {(control) => (
                <textarea {...control} rows={3} value={avoid} placeholder="cheap, revolutionary" onChange={(event) => typing.change((now) => ({ ...now, avoid: event.target.value }))} className={`${inputClasses} py-2`} />
              )}
            </Field>
          </div>
          <EndCard endCard={fields.endCard} onChange={(endCard) => change({ endCard })} />
        </fieldset>
        <aside aria-label="Preview" className="panel overflow-hidden lg:sticky lg:top-6">
          <KitPreview kit={fields} />
          <p className="p-4 text-sm text-soft">A sketch of the end card; the studio engine draws it in the look of each film, and keeps its contrast. Hosted models get colours, tone and logo with the prompt.</p>
        </aside>
      </div>
    </form>
  );
}
