export { useEarlierSettings } from './api/earlierSettings';
export { type Proposal, useProposal } from './api/useProposal';
export { useBeginning } from './api/useBeginning';
export { Generator } from './components/Generator';
export { deskOf, STANDALONE } from './model/desk';
export { DeskProvider } from './model/useDesk';
