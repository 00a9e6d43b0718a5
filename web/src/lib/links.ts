/** A typed address as a link: null for none, undefined where it is no address. `https://` may be left out. */
export function linkOf(text: string): string | null | undefined {
  const plain = text.trim();
  if (plain === '') return null;
  const whole = /^https?:\/\//i.test(plain) ? plain : `https://${plain}`;
  return /\s/.test(plain) || !/^https?:\/\/[^/]+\.[^/]{2,}/i.test(whole) || !URL.canParse(whole) ? undefined : whole;
}
