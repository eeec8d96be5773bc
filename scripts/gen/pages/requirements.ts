import type { Anomaly } from '../../../src/model/anomaly.ts';
import { isOfRows } from '../../../src/model/is-of-rows.ts';
import { code } from '../../../src/output/markdown.ts';

/** What a step of the anomaly asks for and what is refused, as far as the catalog's entry says it; a sentence each. */
export function requirementsOf(anomaly: Anomaly): readonly string[] {
  return [effectOf(anomaly), ...timeOf(anomaly), ...columnsOf(anomaly), ...keysOf(anomaly), ...choiceOf(anomaly)];
}

function effectOf(anomaly: Anomaly): string {
  switch (anomaly.effect) {
    case 'update':
      return anomaly.exchange
        ? 'It updates rows with values of other rows: no value is new.'
        : `It updates rows${anomaly.makesNewValues ? '' : '; no value is one that the column has never held'}.`;
    case 'insert':
      return 'It inserts copies of rows; a rollback deletes them again.';
    case 'delete':
      return 'It deletes rows, which the snapshot keeps; a rollback inserts them again. Rows to which others refer by a foreign key stay, and the plan counts them.';
    case 'alter':
      return `It changes the shape of the table${anomaly.keepsValues ? '; values that would be lost are kept in the snapshot' : ''}. What depends on it (views, foreign keys, triggers) is named by the plan, or refused.`;
    case 'file':
      return 'It damages files, and works on targets of files only; a rollback puts them back byte for byte.';
  }
}

function timeOf(anomaly: Anomaly): readonly string[] {
  const { window } = anomaly;
  const readsClock = isOfRows(anomaly) && anomaly.readsClock === true;
  return [
    ...(window?.needsTime ? ['The table needs a time column.'] : []),
    ...(window?.isByBucket ? ['Each bucket of the window is struck by itself.'] : []),
    ...(readsClock ? ['Its values depend on the clock of the plan, which is frozen there.'] : []),
  ];
}

/** Traits that say little to a reader. */
const unspoken = ['any', 'rows', 'filled', 'room', 'not last', 'series'];

function columnsOf(anomaly: Anomaly): readonly string[] {
  const others = Object.entries(anomaly.others ?? {}).map(
    ([parameter, { changes }]) =>
      `${code(`with.${parameter}`)} names another column of the table, which is ${changes ? 'changed along with its own' : 'only read'}.`,
  );
  const categories =
    'categories' in anomaly && anomaly.categories
      ? [`Columns with more than ${anomaly.categories.most} different values are refused.`]
      : [];
  const traits = Object.entries(anomaly.fit ?? {}).filter(([trait]) => !unspoken.includes(trait));
  const best = traits.toSorted(([, one], [, other]) => other - one).map(([trait]) => trait);
  const contents =
    best.length === 0
      ? []
      : [`${code('faultline inspect')} offers it by what it finds, best first: ${best.join(', ')}.`];
  const measures = anomaly.measures
    ? [
        `A step names its metric by ${code('measure')} (${anomaly.measures.join(', ')}), or a column. Sums and averages move by values, numbers of rows by rows.`,
      ]
    : [];
  return [...measures, ...contents, ...others, ...categories];
}

function keysOf(anomaly: Anomaly): readonly string[] {
  if (anomaly.effect === 'insert' && anomaly.keepsKey)
    return ['A table that declares the key as unique is refused: the database would not take the copies.'];
  if (anomaly.effect !== 'update') return [];
  const own = 'the key by which rows are found again, and columns to which others refer by a foreign key';
  const repeats = anomaly.categories !== undefined || anomaly.exchange !== undefined || anomaly.looksAround === true;
  const unique = anomaly.makesNewValues || repeats ? '; columns of unique keys, which forbid values to come twice' : '';
  const foreign = anomaly.makesNewValues ? '; foreign keys, whose table holds no such values' : '';
  return [`Refused are columns of ${own}${unique}${foreign}.`];
}

function choiceOf({ selection }: Anomaly): readonly string[] {
  if (selection === undefined) return [];
  const words = {
    random: 'at random',
    towards: 'by the rank of a value',
    clustered: 'in runs of neighbours',
    segment: 'in whole groups',
    last: 'from the last on, in the order of the key',
  }[selection.default.mechanism];
  return [`Rows are chosen ${words}${selection.isFixed ? ', and ' + code('select') + ' is refused' : ' by default'}.`];
}
