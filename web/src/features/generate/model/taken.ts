import { readStored, writeStored } from '@/lib/storage';

const nameOf = (desk: string) => `reelwright.proposal.${desk}`;

/** Whether a proposal is new to a desk; asked once, as from then on it is not, also after a reload. */
export function takeProposal(desk: string, id: string): boolean {
  if (readStored(nameOf(desk)) === id) return false;
  writeStored(nameOf(desk), id);
  return true;
}
