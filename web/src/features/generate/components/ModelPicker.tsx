import { useId, useState } from 'react';
import { Button } from '@/components/ui/Button';
import { inOrder, type ModelFacts } from '../model/models';
import { useDesk } from '../model/useDesk';
import { ModelCard } from './ModelCard';

const FIRST = 6;

/** Every model there is, with what it can do today and what it costs. */
export function ModelPicker({ models, chosen }: { models: readonly ModelFacts[]; chosen: ModelFacts }) {
  const { change } = useDesk();
  const group = useId();
  const [isOpen, setIsOpen] = useState(false);
  const sorted = inOrder(models);
  const first = sorted.slice(0, FIRST);
  const nameOf = (key: string) => models.find((one) => one.key === key)?.name ?? key;
  const shown = isOpen ? sorted : first.includes(chosen) ? first : [...first.slice(0, -1), chosen];
  return (
    <section aria-labelledby="model">
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <h2 id="model" className="font-medium">
          Model
        </h2>
        {sorted.length > FIRST && (
          <Button look="quiet" size="small" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? 'Show fewer' : `Show all ${sorted.length}`}
          </Button>
        )}
      </div>
      <div
        role="radiogroup"
        aria-labelledby="model"
        className="grid gap-2 @lg:grid-cols-2 @7xl:grid-cols-3"
      >
        {shown.map((model) => (
          <ModelCard
            key={model.key}
            model={model}
            servedBy={nameOf(model.servedBy.model)}
            group={group}
            isChosen={model.key === chosen.key}
            onChoose={() => change({ model: model.key })}
          />
        ))}
      </div>
      <p className="mt-2 text-sm text-soft">{chosen.servedBy.reason ?? chosen.description}</p>
    </section>
  );
}
