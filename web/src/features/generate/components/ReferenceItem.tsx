import { ArrowLeft, ArrowRight, ImageOff, LoaderCircle, X } from 'lucide-react';
import { Button, IconButton } from '@/components/ui/Button';
import { useConnection } from '@/hooks/useConnection';
import { cx } from '@/lib/cx';
import { percent } from '@/lib/format';
import type { Reference, Role } from '../model/draft';
import { canTryAgain, type ReferenceActions } from '../model/references';

const ROLES: Record<Role, string> = { style: 'Style', product: 'Product', logo: 'Logo', firstFrame: 'First frame' };

interface Props {
  reference: Reference;
  index: number;
  count: number;
  actions: ReferenceActions;
}

/** One reference: the picture, what it is for, where it stands, and what is wrong with it. */
export function ReferenceItem({ reference, index, count, actions }: Props) {
  const { reach } = useConnection();
  const { id, name, role, url, progress, reason, warnings = [] } = reference;
  const isSending = progress !== undefined;
  return (
    <li className={cx('panel flex gap-3 p-2', reason && 'border-bad')}>
      <div className="relative grid size-20 shrink-0 place-items-center overflow-hidden rounded-md bg-sunken">
        {url && <img src={reach(url)} alt="" className="size-full object-contain" />}
        {isSending && <LoaderCircle aria-hidden className="size-5 animate-spin text-soft" />}
        {reason && <ImageOff aria-hidden className="size-5 text-bad" />}
      </div>
      <div className="flex min-w-0 grow flex-col justify-between gap-1">
        <p className="truncate text-sm" title={name}>
          {name}
        </p>
        <div aria-live="polite" className="text-sm">
          {isSending && <p className="text-soft">{progress < 1 ? `Sending, ${percent(progress)}` : 'Being looked at'}</p>}
          {reason && <p className="text-bad">{reason}</p>}
          {warnings.map((warning) => (
            <p key={warning} className="text-accent-text">
              {warning}
            </p>
          ))}
        </div>
        <div className="flex items-center justify-end gap-0.5">
          {reason && canTryAgain(reference) && (
            <Button size="small" className="mr-auto" onClick={() => actions.tryAgain(id)}>
              Try again
            </Button>
          )}
          {!reason && (
            <select
              aria-label={`What ${name} is for`}
              value={role}
              onChange={(event) => actions.setRole(id, event.target.value as Role)}
              className="mr-auto h-8 min-w-0 rounded-md border border-line bg-surface px-1.5 text-sm"
            >
              {Object.entries(ROLES).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
          {count > 1 && (
            <>
              <IconButton
                name={`Move ${name} earlier`}
                className="size-8"
                aria-disabled={index === 0}
                onClick={() => actions.move(id, -1)}
              >
                <ArrowLeft aria-hidden className="size-4" />
              </IconButton>
              <IconButton
                name={`Move ${name} later`}
                className="size-8"
                aria-disabled={index === count - 1}
                onClick={() => actions.move(id, 1)}
              >
                <ArrowRight aria-hidden className="size-4" />
              </IconButton>
            </>
          )}
          <IconButton name={`Remove ${name}`} className="size-8" onClick={() => actions.remove(id)}>
            <X aria-hidden className="size-4" />
          </IconButton>
        </div>
      </div>
    </li>
  );
}
