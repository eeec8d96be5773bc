import type { GlobalOptions } from './session.ts';

/** Columns of a text that goes to no terminal. */
const page = 100;

/** Whether ANSI colours are wanted: on a terminal, unless `--no-color` or NO_COLOR (https://no-color.org) says otherwise. */
export function hasColour(stream: NodeJS.WriteStream, { color }: Pick<GlobalOptions, 'color'>): boolean {
  const { NO_COLOR: noColour = '', TERM: terminal = '' } = process.env;
  return color && stream.isTTY && noColour === '' && terminal !== 'dumb';
}

/** Columns for what is written to the stream. */
export function pageWidth(stream: NodeJS.WriteStream): number {
  return stream.columns || page;
}
