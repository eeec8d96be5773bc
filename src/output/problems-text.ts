import { type FaultlineError, ProblemsError } from '../model/errors.ts';
import { formatPlace } from '../model/place.ts';
import { count } from './format-number.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import { style as styleOf, type Style } from './style.ts';
import { pad, width as widthOf, wrap } from './width.ts';

/** Problems as a person reads them, file by file in the order of lines: where, code, message, the line with a caret, the way out. */
export function problemsText(
  error: FaultlineError,
  { colour, width }: Pick<RenderOptions, 'colour' | 'width'>,
): string {
  const problems = error instanceof ProblemsError ? error.problems.toSorted(byPlace) : [error];
  const style = styleOf(colour);
  const blocks = problems.map((problem) => problemLines(problem, width, style).join('\n'));
  const files = new Set(problems.flatMap(({ place }) => (place === undefined ? [] : [place.file])));
  const where = files.size === 0 ? '' : ` in ${count(files.size, 'file')}`;
  const closing = problems.length === 1 ? [] : [style.heading(`${count(problems.length, 'problem')}${where}.`)];
  return `${[...blocks, ...closing].join('\n\n')}\n`;
}

function byPlace({ place: a }: FaultlineError, { place: b }: FaultlineError): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

function problemLines(problem: FaultlineError, width: number, style: Style): readonly string[] {
  const { place, line, hint, code } = problem;
  const where = place === undefined ? '' : `${style.heading(formatPlace(place))}  `;
  const message = wrap(printable(problem.message), width - 4);
  const first = `${where}${style.bad(code)}  ${message[0] ?? ''}`;
  const isBeside = message.length === 1 && widthOf(first) <= width;
  return [
    ...(isBeside ? [first] : [`${where}${style.bad(code)}`, ...message.map((text) => `    ${text}`)]),
    ...(place === undefined || line === undefined ? [] : excerpt(line, place.line, place.column, width, style)),
    ...(hint === undefined ? [] : wrap(printable(hint), width - 4).map((text) => `    ${style.good(text)}`)),
  ];
}

/** The line under its number, a caret under the column; of a long line the part around the column. */
function excerpt(line: string, number: number, column: number, width: number, style: Style): readonly string[] {
  const margin = pad(String(number), 5, 'right');
  const room = Math.max(20, width - margin.length - 4);
  const start = column > room - 10 ? column - Math.floor(room / 2) : 0;
  const before = expand(line.slice(start, column - 1));
  const shown = `${before}${expand(line.slice(column - 1))}`;
  const cut = widthOf(shown) > room ? Array.from(shown).slice(0, room).join('') : shown;
  return [
    `${style.muted(`${margin} │`)} ${cut}`,
    `${style.muted(`${' '.repeat(margin.length)} │`)} ${' '.repeat(widthOf(before))}${style.bad('^')}`,
  ];
}

function expand(text: string): string {
  return printable(text.replaceAll('\t', '  '));
}
