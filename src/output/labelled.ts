import type { Style } from './style.ts';
import { pad, wrap } from './width.ts';

/** Where lines under labels stand. */
export interface LabelledLayout {
  /** Columns of the terminal. */
  readonly width: number;
  /** Spaces before the label. */
  readonly indent: number;
  /** Columns of the label with the space after it. */
  readonly labelWidth: number;
  readonly style: Style;
}

/** A text beside its label, wrapped under itself; nothing where there is no text. */
export function labelled(
  label: string,
  text: string,
  layout: LabelledLayout,
  paint: (text: string) => string = layout.style.muted,
): readonly string[] {
  if (text === '') return [];
  const lines = wrap(text, layout.width - layout.indent - layout.labelWidth);
  return lines.map((line, index) => `${margin(index === 0 ? label : '', layout, paint)}${line}`);
}

/** The left edge of a labelled line. */
export function margin(label: string, { indent, labelWidth, style }: LabelledLayout, paint = style.muted): string {
  const padded = pad(label, labelWidth);
  return `${' '.repeat(indent)}${label === '' ? padded : `${paint(label)}${padded.slice(label.length)}`}`;
}
