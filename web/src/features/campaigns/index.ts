export { useCampaign } from './api/getCampaign';
export { useMessages } from './api/listMessages';
export { CampaignsPage } from './components/CampaignsPage';
export { type Shown, Workspace } from './components/Workspace';
export { isStage, type Stage } from './model/stages';
