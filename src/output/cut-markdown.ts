import { count } from './format-number.ts';
import { alert } from './markdown.ts';
import {
  type Cut,
  cuts,
  joinSections,
  type MarkdownReport,
  renderMarkdown,
  type Section,
  type ShorterForm,
} from './markdown-report.ts';

/** How long a report may be. Below 2,000 there may be no room for its heading. */
export interface MarkdownRoom {
  /** UTF-16 units at the most, which are never fewer than characters. Default: any number. */
  readonly characters?: number | undefined;
  /** Bytes of UTF-8 at the most. Default: any number. */
  readonly bytes?: number | undefined;
  /** URL of the whole report, or of where it can be found. Default: the reader is told the command. */
  readonly link?: string | undefined;
}

/** What GitHub takes as a comment: 65,536 characters. */
export const commentRoom = { characters: 65_536 } as const satisfies MarkdownRoom;

/** What GitHub takes as the summary of one step of a workflow: 1 MiB of UTF-8. */
export const summaryRoom = { bytes: 1_048_576 } as const satisfies MarkdownRoom;

/**
 * The report, whole where there is room for it. Else sections shrink and fall away in the order of `cuts`, those at the
 * end of the report first, and a note under the heading says what is missing and where the whole is:
 * `cutMarkdown(planReport(plan, { showValues: false }), { ...commentRoom, link })`.
 */
export function cutMarkdown(report: MarkdownReport, room: MarkdownRoom): string {
  const whole = renderMarkdown(report);
  if (fits(sizeOf(whole), room)) return whole;
  const shown = report.sections.map(({ lines }) => shownAs(lines));
  const missing = new Map<Cut, number>();
  let size = shown.reduce((sum, each) => plus(sum, each.size, 1), sizeOf(joinSections([report.heading])));
  for (const { index, form } of inOrder(report.sections)) {
    if (fits(plus(size, shownAs(note(missing, room)).size, 1), room)) break;
    const before = shown[index]!;
    const after = shownAs(form.lines, form.cut);
    shown[index] = after;
    size = plus(plus(size, before.size, -1), after.size, 1);
    if (before.cut !== undefined) missing.set(before.cut, missing.get(before.cut)! - 1);
    missing.set(form.cut, (missing.get(form.cut) ?? 0) + 1);
  }
  return joinSections([report.heading, note(missing, room), ...shown.map(({ lines }) => lines)]);
}

interface Size {
  readonly characters: number;
  readonly bytes: number;
}

/** A section as it stands, and what was left out last to make it so. */
interface Shown {
  readonly lines: readonly string[];
  readonly size: Size;
  readonly cut: Cut | undefined;
}

function shownAs(lines: readonly string[], cut?: Cut): Shown {
  // With the blank line that sets it apart.
  return { lines, size: sizeOf(lines.length === 0 ? '' : `${lines.join('\n')}\n\n`), cut };
}

/** Every form that could be taken, in the order of taking. */
function inOrder(sections: readonly Section[]): readonly { readonly index: number; readonly form: ShorterForm }[] {
  const steps = sections
    .map(({ shorter }, index) => shorter.map((form) => ({ index, form })))
    .toReversed()
    .flat();
  return cuts.flatMap((cut) => steps.filter(({ form }) => form.cut === cut));
}

function sizeOf(text: string): Size {
  return { characters: text.length, bytes: Buffer.byteLength(text) };
}

function plus(left: Size, right: Size, sign: 1 | -1): Size {
  return { characters: left.characters + sign * right.characters, bytes: left.bytes + sign * right.bytes };
}

function fits(size: Size, { characters = Infinity, bytes = Infinity }: MarkdownRoom): boolean {
  return size.characters <= characters && size.bytes <= bytes;
}

const nouns = {
  chart: (amount) => count(amount, 'chart'),
  samples: (amount) => `samples of ${count(amount, 'step')}`,
  'file diff': (amount) => count(amount, 'file diff'),
  'many steps': (amount) => `some steps of ${count(amount, 'scenario')}`,
  'many warnings': (amount) => `some warnings of ${count(amount, 'scenario')}`,
  'most steps': (amount) => `most steps of ${count(amount, 'scenario')}`,
  warnings: (amount) => `the warnings of ${count(amount, 'scenario')}`,
  table: (amount) => `all steps of ${count(amount, 'scenario')}`,
  list: (amount) => count(amount, 'list'),
  runs: (amount) => `the runs of ${count(amount, 'target')}`,
  scenario: (amount) => count(amount, 'scenario'),
  target: (amount) => count(amount, 'target'),
} as const satisfies Record<Cut, (amount: number) => string>;

function note(missing: ReadonlyMap<Cut, number>, { link }: MarkdownRoom): readonly string[] {
  const parts = cuts
    .map((cut) => ({ cut, amount: missing.get(cut) ?? 0 }))
    .filter(({ amount }) => amount > 0)
    .map(({ cut, amount }) => nouns[cut](amount));
  if (parts.length === 0) return [];
  const url = usable(link);
  const whole =
    url === undefined ? '`--format markdown` on the command line prints the whole' : `[The whole report](<${url}>)`;
  return alert('NOTE', [`Cut to the length that fits here. Left out: ${parts.join(', ')}. ${whole}.`]).slice(1);
}

function usable(link: string | undefined): string | undefined {
  if (link === undefined || !URL.canParse(link)) return undefined;
  const { protocol, href } = new URL(link);
  // A browser's limit; and the note has to fit where the report does not.
  return /^https?:$/.test(protocol) && href.length <= 1_000 ? href.replaceAll(/[<>]/g, '') : undefined;
}
