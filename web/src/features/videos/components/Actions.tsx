import { Download, RotateCcw, Trash2, X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { GenerationDto } from '@/api';
import { Button, buttonClasses } from '@/components/ui/Button';
import { CopyButton } from '@/components/ui/CopyButton';
import { useConnection } from '@/hooks/useConnection';
import { useMay } from '@/hooks/useMe';
import { isResting } from '@/lib/resting';
import { hasFile } from '../model/status';
import { CancelDialog } from './CancelDialog';
import { DeleteDialog } from './DeleteDialog';

export interface ActionsProps {
  video: GenerationDto;
  /** Begin another video from the settings of this one. */
  onAgain?: ((video: GenerationDto) => void) | undefined;
  onDeleted: () => void;
  /** What else can be done where this is shown, for example taking it into a campaign. */
  more?: ReactNode;
}

/** What can be done with a video now. */
export function Actions({ video, onAgain, onDeleted, more }: ActionsProps) {
  const { reach } = useConnection();
  const [asking, setAsking] = useState<'cancel' | 'delete' | null>(null);
  const mayOrder = useMay('order');
  const mayWrite = useMay('write');
  const isRunning = !isResting(video.status);
  return (
    <div className="flex flex-wrap gap-2 [&>*]:@max-lg:grow">
      {hasFile(video) && (
        <>
          <a href={reach(video.downloadUrl)} download className={buttonClasses({ look: 'primary' })}>
            <Download aria-hidden className="size-4" />
            Download
          </a>
          <CopyButton text={video.videoUrl} label="Copy the permanent link" />
        </>
      )}
      {more}
      {mayOrder && onAgain && (
        <Button onClick={() => onAgain(video)}>
          <RotateCcw aria-hidden className="size-4" />
          New from these settings
        </Button>
      )}
      {isRunning && mayOrder && !video.cancel && (
        <Button onClick={() => setAsking('cancel')}>
          <X aria-hidden className="size-4" />
          Cancel
        </Button>
      )}
      {!isRunning && mayWrite && video.status !== 'needs_attention' && (
        <Button look="quiet" onClick={() => setAsking('delete')}>
          <Trash2 aria-hidden className="size-4" />
          Delete
        </Button>
      )}
      {asking === 'cancel' && <CancelDialog video={video} onClose={() => setAsking(null)} />}
      {asking === 'delete' && <DeleteDialog video={video} onClose={() => setAsking(null)} onDeleted={onDeleted} />}
    </div>
  );
}
