/** Points before and after a change, as a chart that Mermaid draws. */
interface ChartPoint {
  readonly label: string;
  /** null: no value there, drawn at the foot. */
  readonly before: number | null;
  readonly after: number | null;
}

export interface Chart {
  readonly title: string;
  /** What is measured, with its unit. */
  readonly measure: string;
  readonly points: readonly ChartPoint[];
}

const width = 900;
const height = 320;
/** Without the vertical axis. */
const plotWidth = 800;
/** What a label takes of the width, at the size of type that Mermaid gives it, with a gap. */
const labelWidth = (label: string) => 9 * label.length + 8;
const grey = '#8c959f';
const red = '#cf222e';

/**
 * Lines of Mermaid's `xychart-beta`: bars for before, a line for after (https://mermaid.js.org/syntax/xyChart). Its texts cannot
 * hold quotes, and what Mermaid takes for comments or entities it takes in texts too: all but letters, digits and a few signs
 * become blanks.
 * @param chart its points hold finite numbers below 1e15, at least one of them
 */
export function mermaidChart({ title, measure, points }: Chart): readonly string[] {
  const [lowest, highest] = range(
    points.flatMap(({ before, after }) => [before, after]).filter((each) => each !== null),
  );
  const numbers = (values: readonly (number | null)[]) => values.map((value) => decimal(value ?? lowest)).join(', ');
  return [
    '---',
    'config:',
    '  xyChart:',
    `    width: ${width}`,
    `    height: ${height}`,
    '  themeVariables:',
    '    xyChart:',
    `      plotColorPalette: "${grey}, ${red}"`,
    '---',
    'xychart-beta',
    `  title "${plain(title)}"`,
    `  x-axis [${labels(points)
      .map((label) => `"${label}"`)
      .join(', ')}]`,
    `  y-axis "${plain(measure)}" ${decimal(lowest)} --> ${decimal(highest)}`,
    `  bar [${numbers(points.map(({ before }) => before))}]`,
    `  line [${numbers(points.map(({ after }) => after))}]`,
  ];
}

/** From zero where that leaves the difference to be seen, else around the values. */
function range(values: readonly number[]): readonly [number, number] {
  const lowest = Math.min(...values);
  const highest = Math.max(...values);
  const span = highest - lowest || Math.abs(highest) || 1;
  const isLevel = lowest > 0 && span < highest / 4;
  const foot = lowest >= 0 && !isLevel ? 0 : lowest - span / 4;
  const unit = 10 ** (Math.floor(Math.log10(span)) - 1);
  return [rounded(Math.floor(foot / unit) * unit), rounded(Math.ceil((highest + span / 10) / unit) * unit)];
}

/** Labels that have room. Mermaid draws points of the same label as one: what tells them apart cannot be seen. */
function labels(points: readonly ChartPoint[]): readonly string[] {
  const widest = Math.max(...points.map(({ label }) => labelWidth(label)));
  const every = Math.max(1, Math.ceil((widest * points.length) / plotWidth));
  const used = new Set(['']);
  return points.map(({ label }, index) => {
    // Counted from the end: the change is seldom at the beginning.
    const shown = (points.length - 1 - index) % every === 0 ? plain(label) : '';
    const distinct = used.has(shown) ? `${shown}${unseen(index)}` : shown;
    used.add(distinct);
    return distinct;
  });
}

/** The number in binary, of characters without width. */
function unseen(index: number): string {
  return index.toString(2).replaceAll('0', '\u200B').replaceAll('1', '\u200C');
}

function plain(text: string): string {
  const words = text
    .replaceAll(/[^\p{L}\p{N} _.,:()/+-]/gu, ' ')
    .replaceAll(/ +/g, ' ')
    .trim();
  return words === '' ? '-' : words;
}

function rounded(value: number): number {
  return Number(value.toPrecision(9));
}

/** Without an exponent, which Mermaid does not read. */
function decimal(value: number): string {
  const text = String(rounded(value));
  return text.includes('e') ? value.toFixed(12).replace(/\.?0+$/, '') : text;
}
