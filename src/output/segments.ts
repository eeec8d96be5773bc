import { truncate, width as widthOf } from './width.ts';

/** A piece of a line with its own colour. */
export interface Segment {
  readonly text: string;
  readonly paint?: ((text: string) => string) | undefined;
}

/** A piece without colour, or with one. */
export function segment(text: string, paint?: (text: string) => string): Segment {
  return { text, paint };
}

/** One line of pieces, cut to a width before it is coloured. */
export function cutLine(segments: readonly Segment[], width: number): string {
  let left = width;
  let line = '';
  for (const { text, paint } of segments) {
    if (left <= 0) break;
    const shown = truncate(text, left);
    line += paint?.(shown) ?? shown;
    left = shown === text ? left - widthOf(text) : 0;
  }
  return line.trimEnd();
}

/** Pieces side by side with a gap between them; what does not fit goes on to the next line, after `indent` spaces. */
export function flow(segments: readonly Segment[], width: number, indent: number, gap = 3): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const { text, paint } of segments.filter((piece) => piece.text !== '')) {
    const columns = widthOf(text);
    if (used > 0 && used + gap + columns > width) {
      lines.push(line);
      line = ' '.repeat(indent);
      used = indent;
    } else if (used > 0) {
      line += ' '.repeat(gap);
      used += gap;
    }
    line += paint?.(text) ?? text;
    used += columns;
  }
  return [...lines, line];
}
