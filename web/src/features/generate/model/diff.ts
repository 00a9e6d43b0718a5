export interface Piece {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** What changed between two texts, word by word, in reading order; joining all but the `gone` ones gives the second text. */
export function wordDiff(before: string, after: string): Piece[] {
  const a = wordsIn(before);
  const b = wordsIn(after);
  const longest = commonLengths(a, b);
  const pieces: Piece[] = [];
  const add = (kind: Piece['kind'], text: string) => {
    const last = pieces.at(-1);
    if (last?.kind === kind) last.text += text;
    else pieces.push({ kind, text });
  };
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const [mine, theirs] = [a[i], b[j]];
    if (mine !== undefined && theirs !== undefined && mine.trim() === theirs.trim()) {
      add('same', theirs); // its space after it too: the last word has none
      i++;
      j++;
    } else if (mine !== undefined && (theirs === undefined || at(longest, i + 1, j) >= at(longest, i, j + 1))) {
      add('gone', mine);
      i++;
    } else {
      add('new', theirs ?? '');
      j++;
    }
  }
  return pieces;
}

/** Words with the space after them. */
function wordsIn(text: string): string[] {
  return text.match(/\S+\s*/g) ?? [];
}

/** The length of the longest common run of words from each pair of places on. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array[] {
  const rows = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      (rows[i] as Uint16Array)[j] =
        a[i]?.trim() === b[j]?.trim() ? at(rows, i + 1, j + 1) + 1 : Math.max(at(rows, i + 1, j), at(rows, i, j + 1));
  return rows;
}

function at(rows: readonly Uint16Array[], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}
