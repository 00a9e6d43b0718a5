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
    <div className="pointer-events-none sticky bottom-0 z-10 flex justify-end bg-linear-to-t from-paper from-50% to-transparent pt-8 pb-1">
      <Button look="primary" className="pointer-events-auto shadow-lift" onClick={() => onShow(step.next)}>
        {step.label}
        <ArrowRight aria-hidden className="size-4" />
      </Button>
    </div>
  );
}
