import type { Catalog } from '../model/anomaly.ts';
import { readClockDuration } from './duration-field.ts';
import { membersOf, shown, textOf, type Field } from './field.ts';
import { didYouMean } from './nearest.ts';
import { mostSteps } from './scenario-schema.ts';

/** Refuses what no single value shows: keys of later versions, equal ids, and steps that do not go together. */
export function checkScenario(root: Field, catalog: Catalog): void {
  if (root.at('schedule').value !== undefined && root.at('expires').value !== undefined) {
    root
      .at('expires')
      .refuse('expires and schedule stand side by side', 'Let schedule.keep say how long each slot lasts.');
  }
  const steps = membersOf(root.at('steps'), mostSteps);
  const ids = steps.map((step) => textOf(step.at('id')));
  for (const [index, step] of steps.entries()) {
    const id = ids[index] ?? '';
    if (id === '' || ids.indexOf(id) === index) continue;
    step
      .at('id')
      .refuse(`the step "${id}" has the id of another`, 'Give every step an id of its own.', 'DUPLICATE_NAME');
  }
  checkEffects(steps, catalog);
  checkFiles(steps, catalog);
  for (const expectation of membersOf(root.at('expect'), mostSteps)) {
    if (expectation.at('within').value !== undefined) readClockDuration(expectation.at('within'));
    checkCatches(expectation.at('catches'), ids);
  }
}

/** A scenario alters tables or changes rows, never both: rows of an altered table could not be found again. */
function checkEffects(steps: readonly Field[], catalog: Catalog): void {
  const anomalies = steps.map((step) => catalog.get(textOf(step.at('anomaly'))));
  const first = anomalies.find((anomaly) => anomaly !== undefined);
  const other = anomalies.findIndex(
    (anomaly) => anomaly !== undefined && (anomaly.effect === 'alter') !== (first?.effect === 'alter'),
  );
  steps[other]
    ?.at('anomaly')
    .refuse(
      `${anomalies[other]?.id} and ${first?.id} do not go together: a scenario alters tables or changes rows`,
      'Write two scenarios.',
    );
}

/** What a file is broken into holds no rows to be changed. */
function checkFiles(steps: readonly Field[], catalog: Catalog): void {
  const isOfFiles = (step: Field) => catalog.get(textOf(step.at('anomaly')))?.effect === 'file';
  for (const step of steps) {
    const table = textOf(step.at('table'));
    const other = steps.find((each) => each !== step && textOf(each.at('table')) === table && isOfFiles(each));
    if (other === undefined || isOfFiles(step)) continue;
    step
      .at('anomaly')
      .refuse(
        `${textOf(step.at('anomaly'))} and ${textOf(other.at('anomaly'))} do not go together on ${table}: its files are broken as files, or its rows are changed`,
        'Write two scenarios for two tables, or leave one step out.',
      );
  }
}

function checkCatches(catches: Field, ids: readonly string[]): void {
  for (const caught of membersOf(catches, mostSteps)) {
    if (typeof caught.value !== 'string' || ids.includes(caught.value)) continue;
    caught.refuse(`there is no step ${shown(caught.value)}`, didYouMean(caught.value, ids, 'steps'));
  }
}
