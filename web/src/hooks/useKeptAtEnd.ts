import { useEffect, useRef } from 'react';

const NEAR_PX = 80;

/** A scrolling box whose end stays in sight as its content grows, until one scrolls up to read. */
export function useKeptAtEnd() {
  const box = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const frame = box.current;
    if (!frame || !content.current) return;
    let isAtEnd = true;
    let before = 0;
    const look = () => {
      const isNear = frame.scrollHeight - frame.scrollTop - frame.clientHeight < NEAR_PX;
      if (isNear) isAtEnd = true;
      else if (frame.scrollTop < before) isAtEnd = false; // only a person scrolls up
      before = frame.scrollTop;
    };
    const stay = new ResizeObserver(() => {
      if (isAtEnd) frame.scrollTo({ top: frame.scrollHeight });
    });
    frame.addEventListener('scroll', look, { passive: true });
    stay.observe(frame);
    stay.observe(content.current);
    return () => {
      frame.removeEventListener('scroll', look);
      stay.disconnect();
    };
  }, []);
  return { box, content };
}
