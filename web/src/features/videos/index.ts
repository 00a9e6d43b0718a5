export { useReadyCount } from './api/readyCount';
export { Board } from './components/Board';
export { LibraryPage } from './components/LibraryPage';
export { VideoPage } from './components/VideoPage';
