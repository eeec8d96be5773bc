import type { Anomalies, MixedAnomaly } from '../../model/dataset.ts';
import type { Catalog } from '../../model/anomaly.ts';
import { membersOf, textOf, type Field } from '../../scenario/field.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import type { Problem } from '../../scenario/problem.ts';
import { mostSteps } from '../../scenario/scenario-schema.ts';
import { checkSchema } from '../../scenario/schema-check.ts';
import { checkStep } from '../../scenario/step-check.ts';
import { readStep } from '../../scenario/step.ts';
import { readVolume } from '../../scenario/volume.ts';
import { mixSchema } from './mix-schema.ts';

/** Reads what is broken in the tables; undefined where the file is silent. */
export function readAnomalies(
  field: Field,
  catalog: Catalog,
  report: (problems: readonly Problem[]) => void,
): Anomalies | undefined {
  if (Array.isArray(field.value)) return readSteps(field, catalog, report);
  if (typeof field.value !== 'object' || field.value === null) return undefined;
  report(checkSchema(mixSchema, field.value, field.path));
  const mix = membersOf(field.at('mix'), mostSteps).flatMap((entry) => readMixed(entry, catalog) ?? []);
  return { kind: 'mix', volume: readVolume(field.at('volume')) ?? { rows: 0 }, mix };
}

function readSteps(field: Field, catalog: Catalog, report: (problems: readonly Problem[]) => void): Anomalies {
  const steps = membersOf(field, mostSteps).flatMap((step) => {
    report(checkStep(step.value, step.path, catalog));
    const anomaly = catalog.get(textOf(step.at('anomaly')));
    return anomaly === undefined ? [] : [readStep(step, anomaly)];
  });
  const ids = new Set<string>();
  for (const [index, { id }] of steps.entries()) {
    if (ids.has(id))
      field.at(index).at('id').refuse(`a second step is called ${id}`, 'Give it a name of its own.', 'DUPLICATE_NAME');
    ids.add(id);
  }
  return { kind: 'steps', steps };
}

function readMixed(field: Field, catalog: Catalog): MixedAnomaly | undefined {
  const id = textOf(field.at('anomaly'));
  const anomaly = catalog.get(id);
  if (anomaly === undefined)
    return field
      .at('anomaly')
      .refuse(`there is no anomaly "${id}"`, didYouMean(id, catalog.keys(), 'anomalies'), 'UNKNOWN_ANOMALY');
  const weight = field.at('weight').value;
  const amplitude = field.at('amplitude').value;
  return {
    anomaly: id,
    table: textOf(field.at('table')) || undefined,
    column: textOf(field.at('column')) || undefined,
    amplitude: amplitude === undefined ? undefined : String(amplitude),
    with: (field.at('with').value ?? {}) as Readonly<Record<string, unknown>>,
    weight: typeof weight === 'number' ? weight : 1,
  };
}
