import { Button } from '@/components/ui/Button';
import { tryAgain } from '@/lib/answering';
import { TroubleNotice } from './Notice';

/** Why what stands here is not saved yet. It is sent again by itself when the server is back, or at once by hand. */
export function NotSaved({ error, onAgain = tryAgain }: { error: unknown; onAgain?: () => void }) {
  return (
    <TroubleNotice
      error={error}
      actions={
        <Button size="small" onClick={onAgain}>
          Try again
        </Button>
      }
    />
  );
}
