import type { Run, RunStep } from '../model/run.ts';
import { formatTable } from '../model/table.ts';
import { commitInWords } from './commit-words.ts';
import { count, formatCount } from './format-number.ts';
import { formatMoment } from './format-time.ts';
import { labelled, type LabelledLayout } from './labelled.ts';
import { onOneLine } from './on-one-line.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import type { RunReport, StepStanding } from './reports.ts';
import { endReasonInWords, isIntact, standingInWords, stateInWords, sumStandings } from './standing-words.ts';
import { symbols } from './step-words.ts';
import { style as styleOf, type Style } from './style.ts';
import { textTable } from './text-table.ts';

type Options = Pick<RenderOptions, 'colour' | 'width'>;

/**
 * One run: where it came from, what it did, step by step, and how to take it back.
 * @param report with the description that the scenario's file had, if any
 */
export function runText(
  report: RunReport & { readonly description?: string | undefined },
  { colour, width }: Options,
): string {
  const style = styleOf(colour);
  const { run, now } = report;
  const layout: LabelledLayout = { width, indent: 2, labelWidth: 10, style };
  const isActive = run.state === 'applied';
  const lines = [
    `${style.heading(`Run ${run.id}`)} of ${style.name(printable(run.scenario))} on ${printable(run.target)}`,
    ...labelled('about', printable(onOneLine(report.description ?? '')), layout),
    ...labelled(
      'state',
      run.endedAt === null ? stateInWords(run, now) : `${run.state} (${endReasonInWords(run)})`,
      layout,
    ),
    ...labelled(
      'applied',
      run.appliedAt === null ? '' : `${formatMoment(run.appliedAt)} by ${printable(run.actor)}`,
      layout,
    ),
    ...labelled('ended', run.endedAt === null ? '' : formatMoment(run.endedAt), layout),
    ...labelled('expires', expiryInWords(run), layout),
    ...labelled('from', origin(run), layout),
    ...labelled('workflow', run.origin.workflow ?? '', layout),
    ...labelled('slot', run.slot === '' ? '' : formatMoment(run.slot), layout),
    ...labelled('rows', formatCount(run.rows), layout),
    '',
    ...stepTable(report, width, style),
    ...(isActive ? ['', `Undo: ${style.name(`faultline rollback ${run.id}`)}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** Whether what a run changed is still there, as a verdict and step by step. */
export function verifyText(report: RunReport, { colour, width }: Options): string {
  const style = styleOf(colour);
  const { run } = report;
  if (run.state !== 'applied')
    return `Run ${run.id} of ${printable(run.scenario)} on ${printable(run.target)} is not active: ${stateInWords(run, report.now)}.\n`;
  const standings = report.steps.flatMap(({ standing }) => (standing === undefined ? [] : [standing]));
  const isWhole = report.steps.every((step) => step.isIntact);
  const mark = isWhole ? style.good('intact') : style.bad('not intact');
  const title = `Run ${run.id} of ${printable(run.scenario)} on ${printable(run.target)} is ${mark}: ${standingInWords(sumStandings(standings))}.`;
  return `${[title, '', ...stepTable(report, width, style)].join('\n')}\n`;
}

/** Empty for a run that has ended: what was to come is over. */
function expiryInWords({ endedAt, expiresAt }: Run): string {
  if (endedAt !== null) return '';
  return expiresAt === null ? 'never' : formatMoment(expiresAt);
}

function origin({ path, origin: from }: Run): string {
  const file = [path, commitInWords(from)].filter((part) => part !== '').join('@');
  const branch = from.ref === '' ? '' : `${from.ref}, `;
  return printable(`${file} (${branch}${from.repository})`);
}

function stepTable({ run, steps }: RunReport, width: number, style: Style): readonly string[] {
  const columns = [
    { title: '' },
    { title: 'step', paint: style.name, isFlexible: true },
    { title: 'anomaly' },
    { title: 'on', isFlexible: true },
    { title: 'rows', align: 'right' },
    { title: steps.length === 0 ? '' : 'standing', isFlexible: true },
  ] as const;
  const rows = run.steps.map((step) => {
    const column = step.effect === 'update' ? `.${step.columns.after.map(({ name }) => name).join(', ')}` : '';
    const found = steps.find((other) => other.step.id === step.id);
    return [
      symbols[step.effect],
      step.id,
      step.anomaly,
      printable(`${formatTable(step.table)}${column}`),
      step.effect === 'alter' ? '' : `${formatCount(step.rows)}${sweptInWords(step)}`,
      found === undefined ? '' : stepStanding(found),
    ];
  });
  return textTable(columns, rows, { width, indent: '  ', style });
}

/** ` (12 in 3 sweeps)`. */
function sweptInWords({ sweep }: RunStep): string {
  return sweep === undefined ? '' : ` (${formatCount(sweep.rows)} in ${count(sweep.sweeps, 'sweep')})`;
}

function stepStanding({ standing, isIntact: isStepIntact }: StepStanding): string {
  if (standing === undefined) return isStepIntact ? 'intact' : 'changed by others';
  return isIntact(standing) ? 'intact' : standingInWords(standing);
}
