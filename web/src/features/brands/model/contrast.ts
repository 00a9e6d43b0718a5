/** A colour as `#rrggbb`, or null where it is none; `#rgb` and a missing `#` are understood. */
export function hexOf(text: string): string | null {
  const plain = text.trim().replace(/^#/, '').toLowerCase();
  if (/^[0-9a-f]{3}$/.test(plain)) return `#${[...plain].map((digit) => digit + digit).join('')}`;
  return /^[0-9a-f]{6}$/.test(plain) ? `#${plain}` : null;
}

/** WCAG 2's contrast of two colours `#rrggbb`, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Black or white, whichever is read better on a colour. */
export function inkOn(colour: string): '#000000' | '#ffffff' {
  return contrast(colour, '#ffffff') >= contrast(colour, '#000000') ? '#ffffff' : '#000000';
}

const READABLE = 4.5;

/** Says how two colours read as text on ground. */
export function verdict(ratio: number): { isGood: boolean; words: string } {
  const shown = `${(Math.floor(ratio * 10) / 10).toFixed(1)}:1`;
  if (ratio >= READABLE) return { isGood: true, words: `${shown}, reads well` };
  return { isGood: false, words: ratio >= 3 ? `${shown}, large type only` : `${shown}, hard to read` };
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
