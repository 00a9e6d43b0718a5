interface Place {
  /** From the element up to the body. */
  path: Element[];
  /** Where each of them stands among its siblings. */
  indices: number[];
}

/**
 * Gives the focus a place near where it was when what had it goes away: a row that was taken out, a page that was left.
 * Without, whoever works by keyboard or screen reader begins again at the top. Stops by what it answers.
 */
export function keepFocus(): () => void {
  let last: Place | null = null;
  const onFocus = ({ target }: FocusEvent) => {
    last = target instanceof Element ? placeOf(target) : null;
  };
  const onBlur = ({ target, relatedTarget }: FocusEvent) => {
    if (relatedTarget) return;
    // Somebody let it go by clicking beside it; what is taken away by the page is gone a moment later.
    queueMicrotask(() => {
      if (target instanceof Element && target.isConnected && last?.path[0] === target) last = null;
    });
  };
  const seen = new MutationObserver(() => {
    if (!last || last.path[0]?.isConnected) return;
    const lost = last;
    // Whoever closes a part may give the focus back on its own.
    setTimeout(() => {
      if (last !== lost || document.activeElement !== document.body) return;
      last = null;
      goNear(lost);
    });
  });
  document.addEventListener('focusin', onFocus);
  document.addEventListener('focusout', onBlur);
  seen.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('focusout', onBlur);
    seen.disconnect();
  };
}

function placeOf(element: Element): Place {
  const path: Element[] = [];
  for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) path.push(at);
  return { path, indices: path.map((one) => [...(one.parentElement?.children ?? [])].indexOf(one)) };
}

/** The next thing of the same list, else the heading of the nearest part that is still there. Never a control, which a held key would press. */
function goNear({ path, indices }: Place): void {
  const at = path.findIndex((one) => one.isConnected);
  if (at < 0) return;
  const list = path[at]?.matches('ul, ol') ? path[at] : null;
  const next = list?.children[Math.min(indices[at - 1] ?? 0, list.children.length - 1)];
  if (next) return show(next);
  for (const part of path.slice(at)) {
    const heading = part.querySelector('h1, h2, h3');
    if (heading) return show(heading);
    if (part.matches('li, main, dialog')) return show(part);
  }
}

function show(element: Element): void {
  if (!(element instanceof HTMLElement)) return;
  if (!element.hasAttribute('tabindex')) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: 'nearest' });
}
