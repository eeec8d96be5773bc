import type { Anomaly, Catalog } from '../model/anomaly.ts';
import { parametersOf, stepExample } from './step-example.ts';

/** All anomalies as one document. */
export function catalogJson(catalog: Catalog): object {
  return { formatVersion: 1, anomalies: [...catalog.values()].map(entry) };
}

/** One anomaly as a document of its own. */
export function anomalyJson(anomaly: Anomaly): object {
  return { formatVersion: 1, ...entry(anomaly) };
}

function entry(anomaly: Anomaly): object {
  const { id, category, title, description, inProduction, effect, metric, caughtBy, placebo } = anomaly;
  return {
    id,
    category,
    title,
    description,
    inProduction,
    effect,
    metric,
    parameters: parametersOf(anomaly).map((parameter) => ({ ...parameter })),
    with: anomaly.parameters,
    example: stepExample(anomaly).join('\n'),
    caughtBy,
    placebo,
  };
}
