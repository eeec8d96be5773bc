import type { TObject } from '@sinclair/typebox';
import { Big } from 'big.js';
import type { Anomaly, UpdateAnomaly } from '../../model/anomaly.ts';
import type { Measure, Step } from '../../model/scenario.ts';
import { changedMetric } from './changed-metric.ts';
import type { MetricDefinition } from './metric-definition.ts';
import { movedMetric } from './moved-metric.ts';
import { rowMetric } from './row-metric.ts';

/**
 * An anomaly that moves a metric by the course that it states: a sum or an average by values, a number of rows by rows.
 * Each bucket of its window is an occurrence by itself. With a volume of 100 % a sum is exact to the last digit of its
 * column, and a number of rows is the rounded one.
 */
export function defineMetric<Parameters extends TObject>(definition: MetricDefinition<Parameters>): UpdateAnomaly {
  return {
    ...changedMetric(definition, definition.measures.includes('avg') ? 'avg' : 'sum'),
    forStep: ({ measure, amplitude }) => formOf(definition, measure, amplitude),
  };
}

function formOf<Parameters extends TObject>(
  definition: MetricDefinition<Parameters>,
  measure: Measure | undefined,
  amplitude: Step['amplitude'],
): Anomaly {
  if (measure === undefined || measure.aggregate !== 'count')
    return changedMetric(definition, measure?.aggregate === 'sum' ? 'sum' : 'avg');
  const change = definition.rows(new Big(amplitude?.value ?? definition.amplitude.default));
  return change === 'move' ? movedMetric(definition) : rowMetric(definition, change);
}
