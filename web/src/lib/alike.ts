/** Equal but for blanks around words, which the server does not keep. */
export function isAlike(one: unknown, other: unknown): boolean {
  return plain(one) === plain(other);
}

function plain(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => (typeof one === 'string' ? one.trim() : one));
}
