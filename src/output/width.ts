import truncatedWidth from 'fast-string-truncated-width';
import stringWidth from 'fast-string-width';
import { wrapAnsi } from 'fast-wrap-ansi';

/** Columns that the text takes on a terminal: wide characters count two, combining ones none, ANSI codes none. */
export function width(text: string): number {
  return stringWidth(text);
}

/** The text with spaces at its end, or before it, up to a width; a wider text is left as it is. */
export function pad(text: string, columns: number, side: 'left' | 'right' = 'left'): string {
  const spaces = ' '.repeat(Math.max(0, columns - width(text)));
  return side === 'left' ? `${text}${spaces}` : `${spaces}${text}`;
}

/** The text cut to a width, with an ellipsis where something is missing. Only for text without ANSI codes. */
export function truncate(text: string, columns: number): string {
  const { index, truncated, ellipsed } = truncatedWidth(text, {
    limit: Math.max(1, columns),
    ellipsis: '…',
    ellipsisWidth: 1,
  });
  return truncated ? `${text.slice(0, index).trimEnd()}${ellipsed ? '…' : ''}` : text;
}

/** Lines of at most a width, broken at spaces where there are any, never before a percent sign. Only for text without ANSI codes. */
export function wrap(text: string, columns: number): readonly string[] {
  const kept = text.replaceAll(' %', '\u00A0%');
  const lines = wrapAnsi(kept, Math.max(10, columns), { hard: true, trim: true }).split('\n');
  return lines.map((line) => line.replaceAll('\u00A0%', ' %'));
}
