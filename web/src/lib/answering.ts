/** What is to be tried again when the server answers again, or when somebody asks for it. */
const waiting = new Set<() => void>();
let isAway = false;

window.addEventListener('online', tryAgain);

/** Called with each answer, or the lack of one. */
export function noteAnswer(isThere: boolean): void {
  const isBack = isThere && isAway;
  isAway = !isThere;
  if (isBack) tryAgain();
}

export function tryAgain(): void {
  for (const again of [...waiting]) again();
}

/** Stops by what it answers. */
export function whenAnswering(again: () => void): () => void {
  waiting.add(again);
  return () => waiting.delete(again);
}
