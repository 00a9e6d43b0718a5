export { InvitePage } from './components/InvitePage';
export { LinkPage } from './components/LinkPage';
export { ResetPage } from './components/ResetPage';
export { SignInPage } from './components/SignInPage';
