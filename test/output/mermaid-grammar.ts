import { parse } from 'yaml';

/** What a chart says, as Mermaid reads it. */
export interface ReadChart {
  readonly title: string;
  readonly labels: readonly string[];
  readonly lowest: number;
  readonly highest: number;
  readonly bars: readonly number[];
  readonly line: readonly number[];
}

// No entities, comments, directives or Markdown: Mermaid would read them inside of quotes too.
const text = String.raw`"([\p{L}\p{N} _.,:()/+\-\u200B\u200C]+)"`;
const number = String.raw`[+-]?(?:\d+(?:\.\d+)?|\.\d+)`;
const numbers = String.raw`\[(${number}(?:, ${number})*)\]`;

/** Reads an `xychart-beta` with its configuration. Stricter than https://mermaid.js.org/syntax/xyChart. @throws where a line is not of its grammar */
export function readMermaid(lines: readonly string[]): ReadChart {
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0) throw new SyntaxError('no configuration');
  const configuration: unknown = parse(lines.slice(1, end).join('\n'));
  if (typeof configuration !== 'object' || configuration === null || !('config' in configuration))
    throw new SyntaxError('another configuration');
  const [head, ...rest] = lines.slice(end + 1);
  if (head !== 'xychart-beta' || rest.length !== 5) throw new SyntaxError('another kind of chart');
  const [title = ''] = read(rest[0], `  title ${text}`);
  const [labels = ''] = read(rest[1], String.raw`  x-axis \[(${text}(?:, ${text})*)\]`);
  const [, lowest, highest] = read(rest[2], `  y-axis ${text} (${number}) --> (${number})`);
  const [bars = ''] = read(rest[3], `  bar ${numbers}`);
  const [line = ''] = read(rest[4], `  line ${numbers}`);
  return {
    title,
    labels: labels.slice(1, -1).split('", "'),
    lowest: Number(lowest),
    highest: Number(highest),
    bars: bars.split(', ').map(Number),
    line: line.split(', ').map(Number),
  };
}

function read(line: string | undefined, pattern: string): readonly string[] {
  const match = new RegExp(`^${pattern}$`, 'u').exec(line ?? '');
  if (match === null) throw new SyntaxError(`not of the grammar: ${line}`);
  return match.slice(1);
}
