import type { PlannedStep } from '../model/plan.ts';
import { count } from './format-number.ts';
import { code, escapeMarkdown } from './markdown.ts';
import { printable } from './printable.ts';
import { alterationInWords, anomaly, effectInWords, rowsInWords, symbols } from './step-words.ts';

/** What became of one file. */
export interface BrokenFile {
  readonly input: string;
  readonly out: string;
  /** File of the labels; undefined where none were asked for. */
  readonly labels: string | undefined;
  readonly labelCount: number | undefined;
  readonly steps: readonly PlannedStep[];
  /** The clock of the plan, ISO 8601 in UTC. */
  readonly now: string;
}

/** What was done to a file, two lines for each step. */
export function brokenText({ input, out, labels, labelCount, steps, now }: BrokenFile): string {
  const lines = steps.flatMap((step) => [
    `  ${symbols[step.effect]} ${anomaly(step)}${step.column === undefined ? '' : ` of ${printable(step.column)}`}`,
    ...detailsOf(step, now).map((line) => `      ${printable(line)}`),
  ]);
  const labelled = labels === undefined ? [] : [`Wrote ${count(labelCount ?? 0, 'label')} to ${labels}`];
  return `${[`Broke ${input} into ${out}`, ...lines, ...labelled].join('\n')}\n`;
}

/** The same in Markdown. */
export function brokenMarkdown({ input, out, labels, labelCount, steps, now }: BrokenFile): string {
  const lines = steps.map((step) => {
    const column = step.column === undefined ? '' : ` of ${code(step.column)}`;
    return `- ${escapeMarkdown(anomaly(step))}${column}: ${detailsOf(step, now).map(escapeMarkdown).join('; ')}`;
  });
  const labelled = labels === undefined ? [] : ['', `${count(labelCount ?? 0, 'label')} in ${code(labels)}.`];
  return `${[`## Faultline: ${code(input)} broken into ${code(out)}`, '', ...lines, ...labelled].join('\n')}\n`;
}

/** The same as one document. */
export function brokenJson({ input, out, labels, labelCount, steps }: BrokenFile): object {
  return {
    formatVersion: 1,
    input,
    out,
    ...(labels !== undefined && { labels: { path: labels, labels: labelCount } }),
    steps: steps.map(({ id, anomaly: type, column, frozen, tableRows, metrics, warnings }) => ({
      id,
      anomaly: type,
      ...(column !== undefined && { column }),
      tableRows,
      eligible: frozen.eligible,
      rows: frozen.rows,
      metrics,
      warnings,
    })),
  };
}

function detailsOf(step: PlannedStep, now: string): readonly string[] {
  const effect = alterationInWords(step) ?? effectInWords(step, now);
  return [
    rowsInWords(step),
    ...(effect === undefined ? [] : [effect]),
    ...(step.alteration === undefined ? step.warnings : []).map((warning) => `WARNING ${warning}`),
  ];
}
