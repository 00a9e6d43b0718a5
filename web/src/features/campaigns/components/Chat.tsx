import { useEffect, useState, useSyncExternalStore } from 'react';
import { Shade } from '@/components/feedback/Loading';
import { TroubleNotice } from '@/components/feedback/Notice';
import { Button } from '@/components/ui/Button';
import { useKeptAtEnd } from '@/hooks/useKeptAtEnd';
import { useMay } from '@/hooks/useMe';
import type { CampaignDto, MessageDto } from '@/api';
import { useMessages } from '../api/listMessages';
import { useSendMessage } from '../api/sendMessage';
import { boxOf } from '../model/box';
import { shownMessages, turns, unanswered } from '../model/turn';
import { Composer } from './Composer';
import { Message } from './Message';
import { Writing } from './Writing';

interface Props {
  campaign: CampaignDto;
  /** Opens the generator, with what a message proposed or with nothing. */
  onGenerate: (messageId: string | null) => void;
  openProposal: string | null;
}

/** The conversation that leads through the campaign. */
export function Chat({ campaign, onGenerate, openProposal }: Props) {
  const mayWrite = useMay('write');
  const turn = useSyncExternalStore(turns.subscribe, turns.get)[campaign.id];
  const { data, error, refetch } = useMessages(campaign.id);
  const send = useSendMessage();
  const [heard, setHeard] = useState('');
  const messages = shownMessages(data ?? [], turn);
  const isWaiting = turn !== undefined && !turn.trouble;
  const lastAnswer = messages.findLast(({ role }) => role === 'assistant');
  const { box, content } = useKeptAtEnd();
  const say = (text: string, kept: MessageDto | null = null) =>
    void send({ campaignId: campaign.id, text, kept, onAnswer: (answer) => setHeard(answer.text) });
  const lost = mayWrite && !turn ? unanswered(data ?? []) : null;
  useEffect(() => {
    if (!lost) return;
    boxOf(campaign.id).set((now) => (now === lost.text ? '' : now)); // it had arrived, which nobody knew here
    say(lost.text, lost);
  }, [lost?.id]); // a page that was reloaded follows the answer it was reading
  return (
    <section aria-labelledby="chat" className="flex h-full min-h-0 flex-col">
      <h2 id="chat" className="sr-only">
        Chat
      </h2>
      {/* Whole messages are read out, not the pieces they come in. */}
      <p aria-live="polite" className="sr-only">
        {heard}
      </p>
      <div ref={box} className="relative min-h-0 grow overflow-y-auto overscroll-contain" tabIndex={0} role="region" aria-label="Conversation">
        <div ref={content} className="p-4">
        {error && <TroubleNotice error={error} actions={<Button size="small" onClick={() => void refetch()}>Try again</Button>} />}
        {!data && !error && <Shade className="h-24 w-4/5" />}
        <ol className="space-y-5">
          {messages.map((message: MessageDto) => (
            <Message
              key={message.id}
              message={message}
              isLast={message.id === lastAnswer?.id}
              isOpen={message.id === openProposal}
              onGenerate={onGenerate}
            />
          ))}
          {isWaiting && !turn.said && <Message message={unsent(turn.text)} isLast={false} isOpen={false} onGenerate={onGenerate} />}
          {isWaiting && <Writing text={turn?.answer ?? ''} />}
        </ol>
        {turn?.trouble && (
          <div className="mt-4">
            <TroubleNotice
              error={turn.trouble}
              actions={
                <Button size="small" onClick={() => say(turn.said ? turn.text : boxOf(campaign.id).get().trim() || turn.text)}>
                  {turn.said ? 'Say it again' : 'Try again'}
                </Button>
              }
            />
          </div>
        )}
        </div>
      </div>
      {mayWrite && (
        <Composer
          campaignId={campaign.id}
          suggestions={isWaiting ? [] : (lastAnswer?.suggestions ?? [])}
          isWaiting={isWaiting}
          canGenerate={!lastAnswer?.proposal && (campaign.stage !== 'brief' || campaign.missing.length === 0)}
          onSay={say}
          onGenerate={() => onGenerate(null)}
        />
      )}
    </section>
  );
}

function unsent(text: string): MessageDto {
  const said = { id: 'unsent', role: 'user' as const, text, by: null, facts: {}, suggestions: [], proposal: null };
  return { ...said, isAnswered: false, createdAt: new Date().toISOString() };
}
