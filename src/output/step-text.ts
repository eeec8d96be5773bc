import { labelled, type LabelledLayout, margin } from './labelled.ts';
import type { PlannedStep } from '../model/plan.ts';
import { formatCount } from './format-number.ts';
import { predictionWords } from './prediction-words.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import { shownSamples, type SampleWords } from './sample-words.ts';
import { cutLine, flow, segment, type Segment } from './segments.ts';
import { seriesBefore, seriesSegments } from './series-text.ts';
import { alterationInWords, anomaly, costInWords, effectInWords, rowsInWords, subject, symbols } from './step-words.ts';
import { style as styleOf, type Style } from './style.ts';
import { width as widthOf } from './width.ts';

const indent = 4;
const labelWidth = 9;
const mostSamples = 3;
const mostBars = 30;

/** A step of a plan as lines: its title, then why, how many, to what effect, an example, the cost and the warnings. */
export function stepText(step: PlannedStep, now: string, options: RenderOptions): readonly string[] {
  const style = styleOf(options.colour);
  const layout: LabelledLayout = { width: options.width, indent, labelWidth, style };
  return [
    ...title(step, options.width, style),
    ...labelled('which', step.which.map(printable).join(', '), layout),
    ...labelled('change', alterationInWords(step) ?? '', layout),
    ...labelled('rows', rowsInWords(step), layout),
    ...effect(step, now, layout),
    ...predictions(step, layout),
    ...samples(step, options, layout),
    ...labelled('cost', costInWords(step), layout),
    ...step.warnings.flatMap((warning) => labelled('WARNING', printable(warning), layout, style.warning)),
  ];
}

function title(step: PlannedStep, width: number, style: Style): readonly string[] {
  const parts = [segment(step.id, style.heading), segment(anomaly(step)), segment(subject(step), style.name)];
  const symbol = style[step.effect](symbols[step.effect]);
  return flow(parts, width - indent, 0).map((line, index) => (index === 0 ? `  ${symbol} ${line}` : `    ${line}`));
}

function effect(step: PlannedStep, now: string, layout: LabelledLayout): readonly string[] {
  const words = effectInWords(step, now);
  const room = layout.width - indent - labelWidth;
  if (step.series === undefined || step.series.points.length < 2) return labelled('effect', words ?? '', layout);
  const most = Math.min(mostBars, room - 10);
  const bars = seriesSegments(step.series, most, layout.style);
  const above = seriesBefore(step.series, most, layout.style, step.measure === undefined ? 2 : 1);
  const isBeside = above === undefined && words !== undefined && widthOf(words) + 3 + lengthOf(bars) <= room;
  if (isBeside) return [`${margin('effect', layout)}${words}   ${cutLine(bars, room)}`];
  const lines = labelled('effect', words ?? '', layout);
  const charts = [...(above ? [above] : []), bars].map((chart) => cutLine(chart, room));
  return [
    ...lines,
    ...charts.map((chart, index) => `${margin(lines.length === 0 && index === 0 ? 'effect' : '', layout)}${chart}`),
  ];
}

function predictions(step: PlannedStep, layout: LabelledLayout): readonly string[] {
  const { seenBy, notBy, anyway } = predictionWords(step);
  const others = notBy === '' || anyway === '' ? notBy : `${notBy} · anyway ${anyway}`;
  return [
    ...labelled('seen by', seenBy, layout),
    ...labelled('not by', others, layout),
    ...labelled('anyway', notBy === '' ? anyway : '', layout),
  ];
}

function samples(step: PlannedStep, options: RenderOptions, layout: LabelledLayout): readonly string[] {
  const { style } = layout;
  const room = options.width - indent - labelWidth;
  const { rows, alike } = shownSamples(step, !options.showValues);
  const more = alike === 0 ? '' : `, and ${formatCount(alike)} like it`;
  return rows.slice(0, mostSamples).map((row, index) => {
    const note = index === 0 && !options.showValues ? [segment(`   (masked${more})`, style.muted)] : [];
    const line = sampleSegments(row, style);
    const isNoteBeside = lengthOf([...line, ...note]) <= room;
    return `${margin(index === 0 ? 'sample' : '', layout)}${cutLine(isNoteBeside ? [...line, ...note] : line, room)}`;
  });
}

function sampleSegments({ key, before, after }: SampleWords, style: Style): readonly Segment[] {
  const head = segment(`${key}  `);
  if (before === undefined) return [head, segment(after ?? '', style.insert)];
  if (after === undefined) return [head, segment(before, style.delete)];
  return [head, segment(before, style.delete), segment(' → '), segment(after, style.insert)];
}

function lengthOf(segments: readonly Segment[]): number {
  return segments.reduce((sum, { text }) => sum + widthOf(text), 0);
}
