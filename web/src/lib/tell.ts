/** The tab's own title while it says something else. */
let ownTitle: string | null = null;

/** Tells whoever looks elsewhere: by a word in the tab's title until they look again, and by the system where it may. */
export function tellAway(word: string, title: string, body: string, tag: string): void {
  if (!document.hidden) return;
  ownTitle ??= document.title;
  document.title = `${word}: ${ownTitle}`;
  const notice = notify(title, body, tag);
  whenLookedAt(() => {
    document.title = ownTitle ?? document.title;
    ownTitle = null;
    notice?.close();
  });
}

/** Does something as soon as somebody looks at the page; at once, if they do. */
export function whenLookedAt(act: () => void): void {
  if (!document.hidden) return act();
  const onLook = () => {
    if (document.hidden) return;
    document.removeEventListener('visibilitychange', onLook);
    act();
  };
  document.addEventListener('visibilitychange', onLook);
}

function notify(title: string, body: string, tag: string): Notification | null {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return null;
  try {
    const notice = new Notification(title, { body, tag }); // of several tabs with the same video, one tells
    notice.onclick = () => window.focus();
    return notice;
  } catch {
    return null; // phones want a service worker for it
  }
}
