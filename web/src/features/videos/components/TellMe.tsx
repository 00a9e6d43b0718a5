import { Bell, BellRing } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/Button';
import { canAskToTell } from '../api/useTellWhenDone';

/** Offers to tell when it is done; the browser is asked only by this button. */
export function TellMe() {
  const [state, setState] = useState(() => (canAskToTell() ? 'asking' : 'settled'));
  if (state === 'settled') return null;
  if (state === 'granted')
    return (
      <span className="inline-flex items-center gap-1.5 text-sm text-soft">
        <BellRing aria-hidden className="size-4" />
        You will be told when it is done.
      </span>
    );
  return (
    <Button
      size="small"
      look="quiet"
      onClick={() => void Notification.requestPermission().then((answer) => setState(answer === 'granted' ? 'granted' : 'settled'))}
    >
      <Bell aria-hidden className="size-4" />
      Tell me when it is done
    </Button>
  );
}
