export { LibraryPage } from './components/LibraryPage';
export { VideoPage } from './components/VideoPage';
