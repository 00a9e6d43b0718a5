/** The http(s) addresses of a pasted text; null if it holds anything else, as then it is no list of addresses. */
export function urlsIn(text: string): string[] | null {
  const words = text.split(/[\s,]+/).filter(Boolean);
  if (words.length === 0 || !words.every((word) => /^https?:\/\/\S+\.\S+/i.test(word))) return null;
  return [...new Set(words)];
}
