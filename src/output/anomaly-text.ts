import type { Anomaly } from '../model/anomaly.ts';
import { labelled, type LabelledLayout } from './labelled.ts';
import type { RenderOptions } from './render-options.ts';
import { type Parameter, parametersOf, stepExample } from './step-example.ts';
import { symbols } from './step-words.ts';
import { style as styleOf } from './style.ts';
import { pad, width as widthOf, wrap } from './width.ts';

/** One anomaly, explained: what it is, how it looks in production, its parameters, a step to copy, and what should catch it. */
export function anomalyText(anomaly: Anomaly, { colour, width }: Pick<RenderOptions, 'colour' | 'width'>): string {
  const style = styleOf(colour);
  const parameters = parametersOf(anomaly);
  const nameWidth = Math.max(0, ...parameters.map(({ name }) => widthOf(name)));
  const labelWidth = nameWidth + 6 + Math.max(0, ...parameters.map((parameter) => widthOf(parameter.default)));
  const label = (parameter: Parameter) => `${pad(parameter.name, nameWidth)}   ${parameter.default}`;
  const paint = (text: string) => `${style.name(text.slice(0, nameWidth))}${text.slice(nameWidth)}`;
  const layout: LabelledLayout = { width, indent: 2, labelWidth, style };
  const kind = `${symbols[anomaly.effect]} ${anomaly.effect}, ${anomaly.category}`;
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ['', style.heading(title), ...lines];
  const lines = [
    `${style.heading(anomaly.id)}   ${anomaly.title}   ${style.muted(kind)}`,
    '',
    ...wrap(anomaly.description, width),
    ...section('In production', indented(anomaly.inProduction, width)),
    ...section(
      'Parameters',
      parameters.flatMap((parameter) => labelled(label(parameter), parameter.meaning, layout, paint)),
    ),
    ...section(
      'A step',
      stepExample(anomaly).map((line) => `  ${line}`),
    ),
    ...section(
      'Caught by',
      anomaly.caughtBy.flatMap((monitor) => indented(monitor, width)),
    ),
    ...section('Placebo (a good monitor lets it pass)', indented(anomaly.placebo.description, width)),
  ];
  return `${lines.join('\n')}\n`;
}

function indented(text: string, width: number): readonly string[] {
  return wrap(text, width - 2).map((line) => `  ${line}`);
}
