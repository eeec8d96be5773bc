import { readFileSync } from 'node:fs';
import { formatCount, formatSeconds } from '../../output/format-number.ts';
import { printable } from '../../output/printable.ts';
import type { RenderOptions } from '../../output/render-options.ts';
import { style as styleOf } from '../../output/style.ts';
import { textTable } from '../../output/text-table.ts';
import { truncate, wrap } from '../../output/width.ts';
import { isBroken, type ProvedTable } from './proof.ts';
import { next } from './tour.ts';

/** Lines of a file that are shown, its header included. */
const shownLines = 5;

type Layout = Pick<RenderOptions, 'colour' | 'width'>;

/** What comes before a command: why it is typed. */
export function remarkText(text: string, { colour, width }: Layout): string {
  const style = styleOf(colour);
  const [first, ...others] = wrap(text, width - 3);
  return `\n${[`── ${first}`, ...others.map((line) => `   ${line}`)].map(style.heading).join('\n')}\n\n`;
}

/** A command as a person types it. */
export function promptText(words: readonly string[], { colour }: Layout): string {
  return `${styleOf(colour).name(`$ faultline ${words.join(' ')}`)}\n`;
}

/** The first lines of a file that was written. */
export function firstLines(path: string, width: number): string {
  const lines = readFileSync(path, 'utf8').split(/\r?\n/u);
  const shown = lines.slice(0, shownLines).map((line) => `  ${truncate(printable(line), width - 2)}\n`);
  return `\n${shown.join('')}  …\n`;
}

/** The proof that nothing is left behind. @param seconds that it took in all */
export function proofText(tables: readonly ProvedTable[], seconds: number, { colour, width }: Layout): string {
  const style = styleOf(colour);
  const columns = [
    { title: 'table', paint: style.name, isFlexible: true },
    { title: 'rows', align: 'right' },
    { title: 'checksum before' },
    { title: 'broken' },
    { title: 'after' },
  ] as const;
  const rows = tables.map((each) => [
    printable(each.table),
    formatCount(each.rows),
    each.before,
    isBroken(each) ? each.broken : 'as before',
    each.after,
  ]);
  const broken = tables.filter(isBroken).map(({ table }) => printable(table));
  const verdict = `Proved: ${broken.join(' and ')} were changed, and every table is again what it was, down to the last value, row and column. ${formatSeconds(seconds)} in all.`;
  return `${[...textTable(columns, rows, { width, style }), '', ...wrap(verdict, width)].join('\n')}\n`;
}

/** What may be typed next. @param command how Faultline is called: `faultline` or `npx faultline` */
export function nextText(folder: string, command: string, { colour, width }: Layout): string {
  const style = styleOf(colour);
  const columns = [
    { title: 'command', paint: style.name },
    { title: 'does', isFlexible: true },
  ] as const;
  const rows = [
    [`cd ${/\s/.test(folder) ? `"${folder}"` : folder}`, 'goes into the folder'],
    ...next.map(({ words, does }) => [`${command} ${words.join(' ')}`, does]),
  ];
  return `${textTable(columns, rows, { width, style }).join('\n')}\n`;
}
