import type { Anomaly, Catalog } from '../model/anomaly.ts';
import { didYouMean } from './nearest.ts';
import type { Path, Problem } from './problem.ts';
import { checkSchema } from './schema-check.ts';
import { anyStepSchema, stepSchema } from './step-schema.ts';

/** What a step lacks or has too much by the schema of its anomaly. */
export function checkStep(step: unknown, path: Path, catalog: Catalog): readonly Problem[] {
  if (typeof step !== 'object' || step === null || Array.isArray(step)) return [];
  const id: unknown = 'anomaly' in step ? step.anomaly : undefined;
  const anomaly = typeof id === 'string' ? catalog.get(id) : undefined;
  if (anomaly === undefined) return [...unknownAnomaly(id, path, catalog), ...checkSchema(anyStepSchema, step, path)];
  const problems = checkSchema(schemaOf(anomaly), step, path).map((problem) => namingAnomaly(problem, path, anomaly));
  return 'with' in step ? problems : [...problems, ...checkSchema(anomaly.parameters, {}, [...path, 'with'])];
}

const schemas = new WeakMap<Anomaly, object>();

function schemaOf(anomaly: Anomaly): object {
  const schema = schemas.get(anomaly) ?? stepSchema(anomaly);
  schemas.set(anomaly, schema);
  return schema;
}

function unknownAnomaly(id: unknown, path: Path, catalog: Catalog): readonly Problem[] {
  if (typeof id !== 'string') return [];
  const hint = didYouMean(id, catalog.keys(), 'anomalies');
  return [
    { code: 'UNKNOWN_ANOMALY', path: [...path, 'anomaly'], at: 'value', message: `there is no anomaly "${id}"`, hint },
  ];
}

/** A key that other anomalies take is not misspelled: it means nothing to this one. */
function namingAnomaly(problem: Problem, path: Path, anomaly: Anomaly): Problem {
  const key = problem.path[path.length];
  const isKnown = typeof key === 'string' && Object.hasOwn(anyStepSchema['properties'] as object, key);
  if (problem.code !== 'UNKNOWN_KEY' || problem.path.length !== path.length + 1 || !isKnown) return problem;
  return { ...problem, message: `${anomaly.id} takes no ${key}`, hint: `${reason(key, anomaly)} Remove the key.` };
}

function reason(key: string, anomaly: Anomaly): string {
  if (anomaly.effect === 'alter') return 'It changes the shape of the table, not rows.';
  if (anomaly.effect === 'file') return 'It breaks files, not rows.';
  if (key === 'column') return 'It takes whole rows.';
  if (key === 'select') return 'Which rows it takes is part of what it is.';
  if (key === 'measure') return 'It changes rows, not a metric.';
  if (key === 'shape') return 'Its strength does not change over time.';
  return key === 'amplitude' ? 'It has no strength to set.' : 'It has no use for it.';
}
