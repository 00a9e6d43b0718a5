import { Link } from '@tanstack/react-router';
import { Clapperboard, Unplug } from 'lucide-react';
import { Button, buttonClasses } from '@/components/ui/Button';
import { Empty } from '@/components/feedback/Empty';

/** An address that leads nowhere. */
export function NotHere() {
  return (
    <main>
      <Empty
        isWholePage
        picture={<Clapperboard className="size-12" strokeWidth={1.2} />}
        title="There is nothing at this address"
        action={
          <Link to="/library" className={buttonClasses({ look: 'primary' })}>
            Open the library
          </Link>
        }
      >
        The link may be misspelt, or what it led to was deleted.
      </Empty>
    </main>
  );
}

/** A page that failed to load or to draw, mostly because a new version was put in place meanwhile. */
export function Broken() {
  return (
    <main>
      <Empty
        isWholePage
        picture={<Unplug className="size-12" strokeWidth={1.2} />}
        title="This page did not load"
        action={
          <Button look="primary" onClick={() => window.location.reload()}>
            Load it again
          </Button>
        }
      >
        The connection was lost, or Reelwright was updated while this tab was open. What you typed is kept.
      </Empty>
    </main>
  );
}
