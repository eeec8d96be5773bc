/** Width and height of every chart, in pixels. */
export const frame = { width: 760, height: 340 } as const;

/** The part of the frame that marks are drawn in, in pixels from its top left corner. */
export interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of every chart: what was is grey, what is has the colour; both hold a contrast of 3 to 1 against the paper. */
export const colours = {
  paper: '#fcfcfd',
  border: '#d5d9e0',
  grid: '#e7eaef',
  text: '#1f2733',
  quiet: '#566173',
  before: '#848d9b',
  bar: '#c3c9d2',
  after: '#c2384e',
  window: '#fbeed3',
} as const;

export interface Chart {
  readonly title: string;
  /** Below the title: what is counted, of which rows. */
  readonly subtitle: string;
  /** What the chart says, for those who do not see it. */
  readonly description: string;
  /** Marks with their axes, as SVG. */
  readonly marks: readonly string[];
  /** Names of what is grey and what has the colour. */
  readonly legend: readonly [string, string];
}

/** A whole SVG document with paper of its own, so that it reads the same on light and on dark pages. */
export function svgDocument({ title, subtitle, description, marks, legend }: Chart): string {
  const { width, height } = frame;
  const lines = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc" font-family="system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" font-size="12">`,
    `<title id="title">${escaped(title)}</title>`,
    `<desc id="desc">${escaped(description)}</desc>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="6" fill="${colours.paper}" stroke="${colours.border}"/>`,
    text(20, 28, title, { size: 15, weight: 600 }),
    text(20, 47, subtitle, { colour: colours.quiet }),
    ...legendMarks(legend),
    ...marks,
    '</svg>',
  ];
  return `${lines.join('\n')}\n`;
}

function legendMarks([before, after]: readonly [string, string]): readonly string[] {
  const right = frame.width - 20;
  const widthOf = (label: string) => label.length * 6.4;
  const afterText = right - widthOf(after);
  const afterMark = afterText - 24;
  const beforeText = afterMark - 18 - widthOf(before);
  const mark = (x: number, colour: string) =>
    `<rect x="${round(x)}" y="20" width="18" height="6" rx="3" fill="${colour}"/>`;
  return [
    mark(beforeText - 24, colours.before),
    text(beforeText, 27, before, { colour: colours.quiet }),
    mark(afterMark, colours.after),
    text(afterText, 27, after, { colour: colours.text }),
  ];
}

/** A piece of text. */
export function text(
  x: number,
  y: number,
  words: string,
  {
    colour = colours.text,
    size,
    weight,
    anchor,
  }: { colour?: string; size?: number; weight?: number; anchor?: 'middle' | 'end' } = {},
): string {
  const attributes = [
    `x="${round(x)}"`,
    `y="${round(y)}"`,
    `fill="${colour}"`,
    ...(size === undefined ? [] : [`font-size="${size}"`]),
    ...(weight === undefined ? [] : [`font-weight="${weight}"`]),
    ...(anchor === undefined ? [] : [`text-anchor="${anchor}"`]),
  ];
  return `<text ${attributes.join(' ')}>${escaped(words)}</text>`;
}

/** A straight line. */
export function line(x1: number, y1: number, x2: number, y2: number, colour: string): string {
  return `<path d="M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}" stroke="${colour}" fill="none"/>`;
}

/** A coordinate, so that its text is the same on every machine. */
export function round(value: number): string {
  return String(Number(value.toFixed(1)) + 0);
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
