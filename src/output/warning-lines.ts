import { printable } from './printable.ts';
import type { Style } from './style.ts';
import { wrap } from './width.ts';

/** A warning for the terminal, its further lines below its first word. @param width of the page, in columns */
export function warningLines(warning: string, width: number, style: Style): readonly string[] {
  return wrap(printable(warning), width - 8).map(
    (line, index) => `${index === 0 ? style.warning('WARNING') : '       '} ${line}`,
  );
}
