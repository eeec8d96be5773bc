import { printable } from './printable.ts';

/** Text that Markdown, HTML and GitHub's mentions leave as it is. */
export function escapeMarkdown(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\`*_{}[\]#~]/g, String.raw`\$&`)
    .replaceAll('@', '@\u200B')
    .replaceAll(/\b(https?|www)(?=[:.])/g, '$1\u200B');
}

/** A name or a value as code, whatever backticks it holds. */
export function code(text: string): string {
  const shown = printable(text);
  const longestRun = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longestRun + 1);
  const space = longestRun > 0 || shown === '' ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}

/** As `code`, for a line of HTML such as a summary, where Markdown's escapes would be read as they stand. */
export function htmlCode(text: string): string {
  const escaped = printable(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `<code>${escaped}</code>`;
}

/** A table; cells are Markdown already. */
export function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [row(titles), row(titles.map(() => '---')), ...rows.map(row)];
}

/** What is folded away until somebody opens it. @param summary HTML @param lines Markdown */
export function folded(summary: string, lines: readonly string[]): readonly string[] {
  return [`<details><summary>${summary}</summary>`, '', ...lines, '', '</details>'];
}

/** Lines as they are, in a block that none of them ends. @param language what they are written in */
export function fenced(language: string, lines: readonly string[]): readonly string[] {
  const runs = lines.flatMap((line) => line.match(/`+/g) ?? []).map((run) => run.length);
  const fence = '`'.repeat(Math.max(3, ...runs.map((length) => length + 1)));
  return [`${fence}${language}`, ...lines, fence];
}

/** A block of GitHub that stands out. */
export function alert(kind: 'NOTE' | 'WARNING' | 'CAUTION', texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [] : ['', `> [!${kind}]`, ...texts.map((text) => `> - ${text}`)];
}

function row(cells: readonly string[]): string {
  // A table ends its cell at a pipe, even inside of code.
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}
