import { type RefObject, useEffect, useState } from 'react';
import { isTextField } from '../model/pasted';
import { urlsIn } from '../model/urls';
import { useReferenceActions } from './useReferenceActions';

/**
 * Makes references of what is dropped: on the whole page, or inside of an element only. Beside it a file is not taken, and
 * does not lead the browser away from what was typed either. True while something is held over where it would be taken.
 */
export function useDropping(root: RefObject<HTMLElement | null>, isWholePage: boolean): boolean {
  const { addFiles, addUrls } = useReferenceActions();
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const over = (event: DragEvent) => {
      const place = placeOf(event, root.current, isWholePage);
      setIsOver(place === 'here');
      if (place === 'none') return;
      event.preventDefault();
      if (place === 'beside' && event.dataTransfer) event.dataTransfer.dropEffect = 'none';
    };
    const leave = (event: DragEvent) => event.relatedTarget === null && setIsOver(false);
    const drop = (event: DragEvent) => {
      setIsOver(false);
      const place = placeOf(event, root.current, isWholePage);
      if (place === 'none' || !event.dataTransfer) return;
      event.preventDefault();
      if (place === 'beside') return;
      const { files } = event.dataTransfer;
      if (files.length > 0) addFiles(files);
      else addUrls(urlsIn(event.dataTransfer.getData('text/uri-list')) ?? []);
    };
    document.addEventListener('dragover', over);
    document.addEventListener('dragleave', leave);
    document.addEventListener('drop', drop);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('dragleave', leave);
      document.removeEventListener('drop', drop);
    };
  }, [root, isWholePage, addFiles, addUrls]);
  return isOver;
}

/** Whether a drag is ours to take: a file anywhere, an address unless a text field wants it, nothing that others took. */
function placeOf(event: DragEvent, root: HTMLElement | null, isWholePage: boolean): 'here' | 'beside' | 'none' {
  const types = event.dataTransfer?.types ?? [];
  const path = event.composedPath(); // the true target also inside of a shadow tree
  if (event.defaultPrevented) return 'none';
  const isInside = isWholePage || (root !== null && path.includes(root));
  if (types.includes('Files')) return isInside ? 'here' : 'beside';
  return isInside && types.includes('text/uri-list') && !isTextField(path[0]) ? 'here' : 'none';
}
