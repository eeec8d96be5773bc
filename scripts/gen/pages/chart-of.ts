import type { ChartSpec } from './chart-spec.ts';
import type { Performed } from './example.ts';
import { histogramChart } from './histogram-chart.ts';
import { labelChart } from './label-chart.ts';
import { scatterChart } from './scatter-chart.ts';
import { seriesChart } from './series-chart.ts';
import type { Chart } from './svg.ts';

/** The chart of what an example step does. */
export function chartOf(performed: Performed, spec: ChartSpec): Chart {
  switch (spec.kind) {
    case 'series':
      return seriesChart(performed, spec);
    case 'histogram':
      return histogramChart(performed, spec);
    case 'labels':
      return labelChart(performed, spec);
    case 'scatter':
      return scatterChart(performed, spec);
  }
}
