import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import type { CampaignDto, MessageDto } from '@/api';
import { converse } from '@/lib/converse';
import { troubleOf } from '@/lib/problem';
import { randomId } from '@/lib/random';
import type { StreamEvent } from '@/lib/sse';
import { boxOf } from '../model/box';
import { afterEvent, setTurn, turns } from '../model/turn';
import { campaignQuery } from './getCampaign';
import { messagesQuery } from './listMessages';

interface Says {
  campaignId: string;
  text: string;
  /** A message that is kept already and has no answer: it is asked again, or its answer under way is followed. */
  kept?: MessageDto | null;
  onAnswer: (answer: MessageDto) => void;
}

/** Says something in a campaign's chat and takes in the answer. One thing at a time; a failed one can be said again. */
export function useSendMessage(): (says: Says) => Promise<void> {
  const queries = useQueryClient();
  return ({ campaignId, text, kept = null, onAnswer }) => {
    const before = turns.get()[campaignId];
    if (before && !before.trouble) return Promise.resolve();
    const isAgain = before?.text === text;
    const said = kept ?? (isAgain ? before.said : null);
    const clientId = kept?.id ?? (isAgain ? before.clientId : randomId());
    if (!said) boxOf(campaignId).leave(text);
    setTurn(campaignId, () => ({ clientId, text, said, answer: '', trouble: null }));
    return listen(queries, campaignId, { clientId, text }, onAnswer);
  };
}

async function listen(
  queries: QueryClient,
  campaignId: string,
  body: { clientId: string; text: string },
  onAnswer: (answer: MessageDto) => void,
): Promise<void> {
  let isDone = false;
  try {
    for await (const event of converse(`/api/campaigns/${campaignId}/messages`, body)) {
      isDone ||= take(queries, campaignId, event, onAnswer);
    }
    if (!isDone && !turns.get()[campaignId]?.trouble) throw new TypeError('the answer was cut off');
  } catch (error) {
    setTurn(campaignId, (turn) => turn && { ...turn, trouble: troubleOf(error) });
    void queries.invalidateQueries({ queryKey: messagesQuery(campaignId).queryKey });
  }
  boxOf(campaignId).comeBack(); // unless it has arrived
}

/** True once the answer is whole and kept. */
function take(queries: QueryClient, campaignId: string, event: StreamEvent, onAnswer: (answer: MessageDto) => void): boolean {
  setTurn(campaignId, (turn) => turn && afterEvent(turn, event));
  if (event.type === 'message') boxOf(campaignId).arrive();
  if (event.type === 'campaign') {
    queries.setQueryData(campaignQuery(campaignId).queryKey, event.data as CampaignDto);
    void queries.invalidateQueries({ queryKey: ['money'] });
  }
  if (event.type !== 'done') return false;
  const answer = event.data as MessageDto;
  const said = turns.get()[campaignId]?.said;
  queries.setQueryData(messagesQuery(campaignId).queryKey, (kept = []) => {
    const known = new Set(kept.map(({ id }) => id));
    const answered = said && { ...said, isAnswered: true };
    return [...kept, ...[answered, answer].filter((one) => one != null).filter(({ id }) => !known.has(id))];
  });
  setTurn(campaignId, () => undefined);
  void queries.invalidateQueries({ queryKey: ['campaigns', 'list'] });
  onAnswer(answer);
  return true;
}
