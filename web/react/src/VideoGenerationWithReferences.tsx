import { type ReactElement, useEffect, useRef } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Boundary } from './Boundary';
import styles from './widget.css?inline';
import type { VideoGenerationProps } from './types';
import { Widget } from './Widget';

/**
 * The video generator, for any page: prompt, references, models, price, progress, player.
 *
 * It draws into a shadow tree with a React root of its own: the page's styles do not reach in, its own do not reach out,
 * and events come once. On a server it renders an empty box.
 */
export default function VideoGenerationWithReferences(props: VideoGenerationProps): ReactElement {
  const host = useRef<HTMLDivElement>(null);
  const root = useRef<Root | null>(null);
  useEffect(() => {
    if (!host.current) return;
    const made = createRoot(shadowMount(host.current));
    root.current = made;
    return () => {
      root.current = null;
      setTimeout(() => made.unmount()); // not while the page's own root is at work
    };
  }, []);
  useEffect(() => {
    root.current?.render(
      <div className="reelwright" data-theme={props.theme === 'system' ? undefined : props.theme}>
        <Boundary>
          <Widget {...props} />
        </Boundary>
      </div>,
    );
  });
  return <div ref={host} className={props.className} data-reelwright="" />;
}

/** A fresh place to draw in; a tree cannot be taken off an element, so it is used again where there is one. */
function shadowMount(host: HTMLElement): HTMLElement {
  const tree = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet(); // constructed, which no content policy of the page forbids
  sheet.replaceSync(styles);
  tree.adoptedStyleSheets = [sheet];
  const mount = document.createElement('div');
  tree.replaceChildren(mount);
  return mount;
}
