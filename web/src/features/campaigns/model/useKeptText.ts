import { useEffect, useRef, useState } from 'react';

const PAUSE_MS = 900;

/**
 * A text that is kept a moment after the last key and when one leaves the field. What comes from elsewhere meanwhile
 * (the chat, another person) is shown as soon as nobody types here.
 */
export function useKeptText(stored: string, keep: (text: string) => void) {
  const [text, setText] = useState(stored);
  const typed = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(keep);
  useEffect(() => {
    latest.current = keep;
  }, [keep]);
  useEffect(() => {
    if (typed.current === null || typed.current === stored) {
      typed.current = null;
      setText(stored);
    }
  }, [stored]);
  const flush = () => {
    clearTimeout(timer.current);
    if (typed.current !== null) latest.current(typed.current);
  };
  useEffect(() => flush, []); // leaving the page keeps what was typed last
  return {
    text,
    change: (next: string) => {
      setText(next);
      typed.current = next;
      clearTimeout(timer.current);
      timer.current = setTimeout(flush, PAUSE_MS);
    },
    flush,
  };
}
