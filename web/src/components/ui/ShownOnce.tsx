import { Notice } from '@/components/feedback/Notice';
import { Button } from './Button';
import { CopyButton } from './CopyButton';
import { Dialog } from './Dialog';

interface Props {
  title: string;
  /** What it is for, and that it is not shown again. */
  warning: string;
  secret: string;
  copyLabel: string;
  doneLabel?: string;
  onClose: () => void;
}

/** A key, secret or link that the server tells only now. */
export function ShownOnce({ title, warning, secret, copyLabel, doneLabel = 'I have stored it', onClose }: Props) {
  return (
    <Dialog title={title} isOpen onClose={onClose} actions={<Button onClick={onClose}>{doneLabel}</Button>}>
      <Notice kind="warning">{warning}</Notice>
      <p className="mono rounded-field bg-sunken p-3 text-sm break-all select-all">{secret}</p>
      <CopyButton text={secret} label={copyLabel} look="primary" />
    </Dialog>
  );
}
