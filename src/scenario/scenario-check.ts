import type { Anomaly, Catalog } from '../model/anomaly.ts';
import { readClockDuration } from './duration-field.ts';
import { shown, textOf, type Field } from './field.ts';
import { didYouMean } from './nearest.ts';

/** Refuses what no single value shows: keys of later versions, equal ids, and steps that do not go together. */
export function checkScenario(root: Field, catalog: Catalog): void {
  if (root.at('schedule').value !== undefined) {
    root.at('schedule').refuse('schedules are not supported yet', 'Remove the key.', 'UNSUPPORTED');
  }
  const list = root.at('steps');
  const ids = Array.isArray(list.value) ? list.value.map((_, index) => textOf(list.at(index).at('id'))) : [];
  for (const [index, id] of ids.entries()) {
    if (id !== '' && ids.indexOf(id) < index) {
      list
        .at(index)
        .at('id')
        .refuse(`the step "${id}" has the id of another`, 'Give every step an id of its own.', 'DUPLICATE_NAME');
    }
  }
  checkEffects(list, catalog);
  const expectations = root.at('expect');
  if (!Array.isArray(expectations.value)) return;
  for (const index of expectations.value.keys()) {
    const expectation = expectations.at(index);
    if (expectation.at('within').value !== undefined) readClockDuration(expectation.at('within'));
    checkCatches(expectation.at('catches'), ids);
  }
}

/** A scenario alters tables or changes rows, never both: rows of an altered table could not be found again. */
function checkEffects(list: Field, catalog: Catalog): void {
  const anomalies: readonly (Anomaly | undefined)[] = Array.isArray(list.value)
    ? list.value.map((_, index) => catalog.get(textOf(list.at(index).at('anomaly'))))
    : [];
  const first = anomalies.find((anomaly) => anomaly !== undefined);
  const other = anomalies.findIndex(
    (anomaly) => anomaly !== undefined && (anomaly.effect === 'alter') !== (first?.effect === 'alter'),
  );
  if (other < 0) return;
  list
    .at(other)
    .at('anomaly')
    .refuse(
      `${anomalies[other]?.id} and ${first?.id} do not go together: a scenario alters tables or changes rows`,
      'Write two scenarios.',
    );
}

function checkCatches(catches: Field, ids: readonly string[]): void {
  if (!Array.isArray(catches.value)) return;
  for (const [index, id] of catches.value.entries()) {
    if (typeof id !== 'string' || ids.includes(id)) continue;
    catches.at(index).refuse(`there is no step ${shown(id)}`, didYouMean(id, ids, 'steps'));
  }
}
