export interface Span {
  text: string;
  isStrong: boolean;
}

/** A line of chat with its **strong** words; chat models write them so. Anything else stays as it is written. */
export function spansOf(text: string): Span[] {
  return text
    .split(/(\*\*[^*\n]+\*\*)/)
    .filter(Boolean)
    .map((part) =>
      part.startsWith('**') && part.length > 4 ? { text: part.slice(2, -2), isStrong: true } : { text: part, isStrong: false },
    );
}
