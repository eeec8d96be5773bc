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

/** A table; cells are Markdown already. */
export function markdownTable(titles: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  return [row(titles), row(titles.map(() => '---')), ...rows.map(row)];
}

/** What is folded away until somebody opens it. Lines are Markdown already. */
export function folded(summary: string, lines: readonly string[]): readonly string[] {
  return [`<details><summary>${summary}</summary>`, '', ...lines, '', '</details>'];
}

/** A block of GitHub that stands out. */
export function alert(kind: 'NOTE' | 'WARNING' | 'CAUTION', texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [] : ['', `> [!${kind}]`, ...texts.map((text) => `> - ${text}`)];
}

function row(cells: readonly string[]): string {
  // A table ends its cell at a pipe, even inside of code.
  return `| ${cells.map((cell) => cell.replaceAll('|', String.raw`\|`)).join(' | ')} |`;
}
