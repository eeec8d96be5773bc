import type { PlannedStep } from '../model/plan.ts';
import { formatCount, formatRows } from './format-number.ts';
import { fenced, folded, htmlCode } from './markdown.ts';
import type { Section } from './markdown-report.ts';
import { mermaidChart } from './mermaid-chart.ts';
import { shownSamples } from './sample-words.ts';
import { stepChart } from './step-chart.ts';
import { metricNames } from './step-words.ts';

/** Whom a step is shown to, and when. */
export interface StepView {
  /** ISO 8601 in UTC. */
  readonly now: string;
  /** Sample values and keys as they are; masked otherwise. */
  readonly showValues: boolean;
  /** No charts of maxima: their numbers are read, and a maximum is the value of a row. */
  readonly hidesMaxima: boolean;
}

/** What a step looks like, folded away: its chart and a few of its rows. */
export function stepSections(step: PlannedStep, view: StepView): readonly Section[] {
  return [...chart(step, view), ...samples(step, view)];
}

function chart(step: PlannedStep, { now, hidesMaxima }: StepView): readonly Section[] {
  if (step.series === undefined || (hidesMaxima && step.series.metric === 'max')) return [];
  const found = stepChart(step, step.series, now);
  if (found === undefined) return [];
  const what = `${metricNames[step.series.metric]} per ${step.series.bucket}`;
  const summary = `${what} before and after ${htmlCode(step.id)}`;
  const lines = ['Bars: before. Line: after.', '', ...fenced('mermaid', mermaidChart(found))];
  return [{ lines: folded(summary, lines), shorter: [{ cut: 'chart', lines: [] }] }];
}

function samples(step: PlannedStep, { showValues }: StepView): readonly Section[] {
  if (step.samples.length === 0) return [];
  const masked = showValues ? '' : ', masked';
  const summary = `${formatCount(step.samples.length)} of ${formatRows(step.frozen.rows)} of ${htmlCode(step.id)}${masked}`;
  const { rows, alike } = shownSamples(step, !showValues);
  const lines = [
    ...rows.flatMap(({ key, before, after }) => [
      ...(before === undefined ? [] : [`- ${key}  ${before}`]),
      ...(after === undefined ? [] : [`+ ${key}  ${after}`]),
    ]),
    ...(alike === 0 ? [] : [`  and ${formatCount(alike)} like it`]),
  ];
  return [{ lines: folded(summary, fenced('diff', lines)), shorter: [{ cut: 'samples', lines: [] }] }];
}
