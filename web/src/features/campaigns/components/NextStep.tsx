import { ArrowRight } from 'lucide-react';
import { Button } from '@/components/ui/Button';
import type { Progress, Stage } from '../model/stages';

const STEPS: Partial<Record<Stage, { next: Stage; label: string; isReady: (progress: Progress) => boolean }>> = {
  assets: { next: 'creatives', label: 'Go to creatives', isReady: ({ creatives }) => creatives > 0 },
  creatives: { next: 'publish', label: 'Go to publishing', isReady: ({ creatives }) => creatives > 0 },
};

/** The way on, once there is something to go on with. */
export function NextStep({ shown, progress, onShow }: { shown: Stage; progress: Progress; onShow: (stage: Stage) => void }) {
  const step = STEPS[shown];
  if (!step?.isReady(progress)) return null;
  return (
    <div className="sticky bottom-0 flex justify-end pt-2 pb-1">
      <Button look="primary" className="shadow-lift" onClick={() => onShow(step.next)}>
        {step.label}
        <ArrowRight aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
