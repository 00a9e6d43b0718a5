import { readStored, removeStored, writeStored } from '@/lib/storage';
import { createStore, type Store } from '@/lib/store';

/** Where one writes to a campaign's chat; what was sent comes back into it unless it has arrived. */
export interface Box extends Store<string> {
  /** Off to the server: gone from the box, and not lost before the server has it. */
  leave: (text: string) => void;
  arrive: () => void;
  comeBack: () => void;
}

const boxes = new Map<string, Box>();

/** The box of a campaign. A page that was left in the middle of sending finds its words again. */
export function boxOf(campaignId: string): Box {
  const found = boxes.get(campaignId);
  if (found) return found;
  const made = makeBox(`reelwright.chat.${campaignId}`, `reelwright.chat-sent.${campaignId}`);
  boxes.set(campaignId, made);
  return made;
}

function makeBox(key: string, sentKey: string): Box {
  const text = createStore(readStored<string>(key) ?? '');
  text.subscribe(() => (text.get() ? writeStored(key, text.get()) : removeStored(key)));
  const comeBack = () => {
    const sent = readStored<string>(sentKey);
    if (sent) text.set((now) => [sent, now].filter(Boolean).join('\n\n'));
    removeStored(sentKey);
  };
  comeBack();
  return {
    ...text,
    leave: (sent) => {
      writeStored(sentKey, sent);
      text.set((now) => (now.trim() === sent ? '' : now));
    },
    arrive: () => removeStored(sentKey),
    comeBack,
  };
}
