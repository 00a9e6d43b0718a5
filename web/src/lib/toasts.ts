import { randomId } from './random';
import { createStore } from './store';

export interface Toast {
  id: string;
  title: string;
  text?: string;
  videoId?: string;
  isBad?: boolean;
}

const SHOWN_MS = 7000;
const store = createStore<Toast[]>([]);

export const getToasts = store.get;
export const subscribeToasts = store.subscribe;

/** Tell something in passing. What went wrong stays until it is dismissed. */
export function toast(news: Omit<Toast, 'id'>): void {
  const id = randomId();
  store.set((toasts) => [...toasts.slice(-2), { ...news, id }]);
  if (!news.isBad) setTimeout(() => dropToast(id), SHOWN_MS);
}

export function dropToast(id: string): void {
  store.set((toasts) => toasts.filter((one) => one.id !== id));
}

/** Take away what was told of a video. */
export function dropToastsOf(videoId: string): void {
  store.set((toasts) => (toasts.some((one) => one.videoId === videoId) ? toasts.filter((one) => one.videoId !== videoId) : toasts));
}
