import { Button } from '@/components/ui/Button';
import { Notice } from './Notice';

interface Props {
  /** What stands at the server, in words. */
  theirs: string;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Below a field with words from before a reload, where somebody else has written there since. */
export function Contest({ theirs, onKeepMine, onTakeTheirs }: Props) {
  const actions = (
    <>
      <Button size="small" onClick={onKeepMine}>
        Keep mine
      </Button>
      <Button size="small" look="quiet" onClick={onTakeTheirs}>
        Take the other
      </Button>
    </>
  );
  return (
    <div className="mt-1.5">
      <Notice actions={actions}>{theirs ? `Not saved: it was changed elsewhere meanwhile, to “${theirs}”.` : 'Not saved: it was emptied elsewhere meanwhile.'}</Notice>
    </div>
  );
}
