import { structuredPatch } from 'diff';
import { count } from './format-number.ts';
import { printable } from './printable.ts';

/** A version of a file. */
export interface FileVersion {
  readonly path: string;
  readonly text: string;
}

const context = 3;
const mostLines = 200;
const longestLine = 400;
/** Beyond, the search for the shortest difference takes longer than anybody reads. */
const mostChangedLines = 2_000;

/**
 * What changed in a file as a unified diff with its paths as headings, without a line feed at the end; undefined where its
 * lines are the same. Control characters are escaped, long lines cut; of more than 200 lines the rest is counted.
 */
export function fileDiff(before: FileVersion, after: FileVersion): string | undefined {
  if (before.text === after.text) return undefined;
  const headings = [`--- ${printable(before.path)}`, `+++ ${printable(after.path)}`];
  const patch = structuredPatch(before.path, after.path, before.text, after.text, '', '', {
    context,
    maxEditLength: mostChangedLines,
  });
  if (patch === undefined) {
    const lines = ({ text }: FileVersion) => count(text.split('\n').length, 'line');
    return [...headings, `@@ another file: ${lines(before)} before, ${lines(after)} after @@`].join('\n');
  }
  const lines = patch.hunks.flatMap((hunk) => [
    `@@ -${place(hunk.oldStart, hunk.oldLines)} +${place(hunk.newStart, hunk.newLines)} @@`,
    ...hunk.lines.map(shownLine),
  ]);
  const rest = lines.length - mostLines;
  const counted = rest > 0 ? [`@@ ${count(rest, 'more line')} @@`] : [];
  return [...headings, ...lines.slice(0, mostLines), ...counted].join('\n');
}

/** Of no lines the unified format names the line before. */
function place(start: number, lines: number): string {
  return `${lines === 0 ? start - 1 : start},${lines}`;
}

function shownLine(line: string): string {
  const characters = Array.from(printable(line));
  return characters.length <= longestLine ? characters.join('') : `${characters.slice(0, longestLine).join('')}…`;
}
