import { Link } from '@tanstack/react-router';
import { Download, RotateCcw, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import type { GenerationDto } from '@/api';
import { Button, buttonClasses } from '@/components/ui/Button';
import { CopyButton } from '@/components/ui/CopyButton';
import { useMay } from '@/hooks/useMe';
import { ownPath } from '@/lib/media';
import { hasFile, isResting } from '../model/status';
import { CancelDialog } from './CancelDialog';
import { DeleteDialog } from './DeleteDialog';

/** What can be done with a video now. */
export function Actions({ video }: { video: GenerationDto }) {
  const [asking, setAsking] = useState<'cancel' | 'delete' | null>(null);
  const mayOrder = useMay('order');
  const mayWrite = useMay('write');
  const isRunning = !isResting(video.status);
  return (
    <div className="flex flex-wrap gap-2 [&>*]:max-sm:grow">
      {hasFile(video) && (
        <>
          <a href={ownPath(video.downloadUrl)} download className={buttonClasses({ look: 'primary' })}>
            <Download aria-hidden className="size-4" />
            Download
          </a>
          <CopyButton text={video.videoUrl} label="Copy the permanent link" />
        </>
      )}
      {mayOrder && (
        <Link to="/new" search={{ again: video.id }} className={buttonClasses({})}>
          <RotateCcw aria-hidden className="size-4" />
          New from these settings
        </Link>
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
      {asking === 'delete' && <DeleteDialog video={video} onClose={() => setAsking(null)} />}
    </div>
  );
}
