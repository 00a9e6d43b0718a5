export { useCreatives } from './api/listCreatives';
export { usePublications } from './api/listPublications';
export { AddToCreatives } from './components/AddToCreatives';
export { Creatives } from './components/Creatives';
export { Publish } from './components/Publish';
export { WebhookEndpoints } from './components/WebhookEndpoints';
