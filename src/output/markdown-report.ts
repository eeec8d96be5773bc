/**
 * What may be left out of a report that is too long, in the order in which it goes: pictures before figures, rows of
 * tables before whole tables, and what a reviewer has to know last.
 */
export const cuts = [
  'chart',
  'samples',
  'file diff',
  'many steps',
  'many warnings',
  'most steps',
  'warnings',
  'table',
  'list',
  'runs',
  'scenario',
  'target',
] as const;

export type Cut = (typeof cuts)[number];

/** A shorter form of a section, taken when this kind of thing is left out. No lines: the section is gone. */
export interface ShorterForm {
  readonly cut: Cut;
  readonly lines: readonly string[];
}

/** A part of a report. In each of its forms every block that is opened is closed. */
export interface Section {
  /** Markdown, without blank lines around it. */
  readonly lines: readonly string[];
  /** From longer to shorter, in the order of `cuts`; none: it always stays. */
  readonly shorter: readonly ShorterForm[];
}

/** A report as the sections it is made of, so that it can be cut between them rather than through one. */
export interface MarkdownReport {
  /** The verdict and what belongs to it: a few lines, however much there is to report. */
  readonly heading: readonly string[];
  readonly sections: readonly Section[];
}

/** The whole report. */
export function renderMarkdown({ heading, sections }: MarkdownReport): string {
  return joinSections([heading, ...sections.map(({ lines }) => lines)]);
}

/** Sections as one text, a blank line between each two. */
export function joinSections(sections: readonly (readonly string[])[]): string {
  const present = sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${present.join('\n\n')}\n`;
}
