export interface Cue {
  /** Seconds. */
  from: number;
  to: number;
  text: string;
}

const TIMES = /^((?:\d+:)?\d+:\d+\.\d+)\s+-->\s+((?:\d+:)?\d+:\d+\.\d+)/;

/** The cues of a WebVTT file; what is no cue is passed over. */
export function cuesIn(vtt: string): Cue[] {
  return vtt
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/)
    .flatMap((block) => {
      const lines = block.split('\n');
      const at = lines.findIndex((line) => TIMES.test(line));
      const [, from, to] = (at >= 0 && TIMES.exec(lines[at] ?? '')) || [];
      return from && to ? [{ from: secondsOf(from), to: secondsOf(to), text: lines.slice(at + 1).join('\n').trim() }] : [];
    });
}

function secondsOf(clock: string): number {
  return clock.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}
