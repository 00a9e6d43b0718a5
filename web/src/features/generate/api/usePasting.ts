import { type RefObject, useEffect } from 'react';
import { isTextField, pastedIn } from '../model/pasted';
import { useReferenceActions } from './useReferenceActions';

/** Makes references of what is pasted: on the whole page, or inside of an element only. */
export function usePasting(root: RefObject<HTMLElement | null>, isWholePage: boolean): void {
  const { addFiles, addUrls } = useReferenceActions();
  useEffect(() => {
    const take = (event: ClipboardEvent) => {
      const path = event.composedPath(); // the true target also inside of a shadow tree
      if (!event.clipboardData || event.defaultPrevented) return;
      if (!isWholePage && !(root.current && path.includes(root.current))) return;
      const pasted = pastedIn(event.clipboardData, isTextField(path[0]));
      if (!pasted) return;
      event.preventDefault();
      if (pasted.kind === 'files') addFiles(pasted.files);
      else addUrls(pasted.urls);
    };
    document.addEventListener('paste', take);
    return () => document.removeEventListener('paste', take);
  }, [root, isWholePage, addFiles, addUrls]);
}
