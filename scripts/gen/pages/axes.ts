import type { Scale } from './scale.ts';
import { colours, line, text, type Plot } from './svg.ts';

/** Lines across the plot at the ticks of the vertical axis, with their figures and the axis's name. @param unit behind each figure */
export function verticalAxis(plot: Plot, scale: Scale, label: string, unit = ''): readonly string[] {
  return [
    ...scale.ticks.flatMap(({ value, label: figure }) => [
      line(plot.left, scale(value), plot.right, scale(value), colours.grid),
      text(plot.left - 8, scale(value) + 4, `${figure}${unit}`, { colour: colours.quiet, size: 11, anchor: 'end' }),
    ]),
    ...axisName(plot.left - 46, plot.top - 12, label),
  ];
}

/** Marks below the plot at the ticks of the horizontal axis, and the axis's name. */
export function horizontalAxis(plot: Plot, scale: Scale, label: string): readonly string[] {
  return [
    line(plot.left, plot.bottom, plot.right, plot.bottom, colours.before),
    ...scale.ticks.flatMap(({ value, label: figure }) => [
      line(scale(value), plot.bottom, scale(value), plot.bottom + 4, colours.before),
      text(Math.min(scale(value), plot.right + 20 - figure.length * 2.9), plot.bottom + 17, figure, {
        colour: colours.quiet,
        size: 11,
        anchor: 'middle',
      }),
    ]),
    text((plot.left + plot.right) / 2, plot.bottom + 34, label, {
      colour: colours.quiet,
      size: 11,
      anchor: 'middle',
    }),
  ];
}

function axisName(x: number, y: number, label: string): readonly string[] {
  return [text(x, y, label, { colour: colours.quiet, size: 11 })];
}
