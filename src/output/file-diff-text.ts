import { count } from './format-number.ts';
import { type LabelledLayout, margin } from './labelled.ts';
import { truncate } from './width.ts';

const mostLines = 8;

/** The changed lines of a unified diff, for a terminal: a few, long ones cut. */
export function fileDiffText(fileDiff: string | undefined, layout: LabelledLayout): readonly string[] {
  const changed =
    fileDiff
      ?.split('\n')
      .slice(2)
      .filter((line) => /^[+-]/.test(line)) ?? [];
  const room = layout.width - layout.indent - layout.labelWidth;
  const shown = changed.slice(0, mostLines).map((line, index) => {
    const paint = line.startsWith('+') ? layout.style.insert : layout.style.delete;
    return `${margin(index === 0 ? 'file' : '', layout)}${paint(truncate(line, room))}`;
  });
  const rest = changed.length - mostLines;
  return rest > 0
    ? [...shown, `${margin('', layout)}${layout.style.muted(`… ${count(rest, 'more changed line')}`)}`]
    : shown;
}
