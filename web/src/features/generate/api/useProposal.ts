import { useEffect, useRef, useState } from 'react';
import { useConnection } from '@/hooks/useConnection';
import { assetIdsOf, draftOfProposal, referencesIn } from '../model/again';
import { takeProposal } from '../model/taken';
import { useDesk } from '../model/useDesk';
import { keptAsset } from './earlierSettings';
import { useReferenceActions } from './useReferenceActions';

/** A ready order body that somebody proposes; the same id is filled in once, as it is the person's from then on. */
export interface Proposal {
  id?: string;
  order: Record<string, unknown>;
}

/** Fills the draft from a proposal, which `onTaken` hears of; what was typed before can be brought back. Returns what went wrong. */
export function useProposal(proposal: Proposal | undefined, onTaken: () => void): unknown {
  const { client } = useConnection();
  const { key, replace } = useDesk();
  const { addUrls } = useReferenceActions();
  const [error, setError] = useState<unknown>(null);
  const wish = proposal && JSON.stringify(proposal.order);
  const id = proposal && (proposal.id ?? wish);
  const taken = useRef(onTaken);
  taken.current = onTaken;
  useEffect(() => {
    if (!wish || !id || !takeProposal(key, id)) return;
    taken.current();
    const order = JSON.parse(wish) as Proposal['order'];
    const fill = async () => {
      const found = await Promise.all(assetIdsOf(referencesIn(order)).map((asset) => keptAsset(client, asset)));
      replace(draftOfProposal(order, found.filter((asset) => asset !== null)));
      const flat = Array.isArray(order.referenceImageUrls) ? order.referenceImageUrls.map((url) => ({ url })) : [];
      for (const one of [...referencesIn(order), ...flat] as { url?: string; role?: 'style' }[])
        if (one.url) addUrls([one.url], one.role);
    };
    fill().catch(setError);
  }, [id, wish, key, client, replace, addUrls]);
  return error;
}
