import { PenLine } from 'lucide-react';
import type { MessageDto } from '@/api';
import { cx } from '@/lib/cx';
import { labelOf } from '../model/brief';
import { spansOf } from '../model/rich';
import { Proposal } from './Proposal';

interface Props {
  message: MessageDto;
  isLast: boolean;
  isOpen: boolean;
  onGenerate: (messageId: string) => void;
}

/** One message: who said it, what it wrote into the brief, and what it proposes. */
export function Message({ message, isLast, isOpen, onGenerate }: Props) {
  const isOwn = message.role === 'user';
  const facts = Object.keys(message.facts);
  return (
    <li className={cx('flex flex-col gap-2', isOwn ? 'items-end' : 'items-start')}>
      <span className="sr-only">{isOwn ? 'You said' : 'The assistant said'}</span>
      <div
        className={cx(
          'max-w-[92%] whitespace-pre-line [overflow-wrap:anywhere]',
          isOwn ? 'rounded-2xl rounded-br-md bg-sunken px-3.5 py-2.5' : 'leading-relaxed',
        )}
      >
        {spansOf(message.text).map((span, index) =>
          span.isStrong ? <strong key={index}>{span.text}</strong> : <span key={index}>{span.text}</span>,
        )}
      </div>
      {!isOwn && facts.length > 0 && (
        <p className="flex items-center gap-1.5 text-xs text-soft">
          <PenLine aria-hidden className="size-3.5 shrink-0" />
          {`Wrote into the brief: ${facts.map(labelOf).join(', ')}`}
        </p>
      )}
      {message.proposal && (
        <Proposal proposal={message.proposal} isLast={isLast} isOpen={isOpen} onGenerate={() => onGenerate(message.id)} />
      )}
    </li>
  );
}
