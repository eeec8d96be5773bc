import type { Connection } from '../model/engine.ts';
import { FaultlineError, type ErrorDetails } from '../model/errors.ts';
import { isOfRows } from '../model/is-of-rows.ts';
import { formatTable, type Key } from '../model/table.ts';
import type { BoundStep } from '../snapshot/compiled-step.ts';
import { rowKey } from '../snapshot/row-key.ts';
import { declaredKey, placeKey } from './choose-key.ts';

/**
 * The key of rows that are told apart by all that they hold; their place, where the table has one.
 * @throws NO_KEY where there is a better key, or the engine does not tell where a row is stored; UNSUITABLE_TABLE
 */
export function chooseRowKey(
  { dialect }: Connection,
  { step, anomaly, table, time }: Pick<BoundStep, 'step' | 'anomaly' | 'table' | 'time'>,
  details: ErrorDetails,
): Key {
  const about = formatTable(table.name);
  const refuse = (code: 'NO_KEY' | 'UNSUITABLE_TABLE' | 'UNSUPPORTED', message: string, hint: string) =>
    new FaultlineError(code, message, { hint, ...details });
  if (!isOfRows(anomaly))
    throw refuse(
      'NO_KEY',
      `${anomaly.id} changes what \`key: row\` goes by`,
      'Name columns that are unique together: `key: [a, b]`.',
    );
  const place = table.keys.find((each) => each.isPlace === true);
  if (place) return placeKey(table, place);
  const declared = declaredKey(table);
  if (declared && step.key === 'row')
    throw refuse(
      'NO_KEY',
      `the rows of ${about} are known by its ${declared.origin} (${declared.columns.map((each) => each.name).join(', ')}): \`key: row\` is for tables without one`,
      'Leave `key` out.',
    );
  if (dialect.rowAddress === undefined)
    throw refuse(
      'NO_KEY',
      `${dialect.product} does not tell which of several identical rows is which, so that rows of ${about} cannot be told apart by all that they hold`,
      'Give the table a primary key.',
    );
  const parent = table.referencedBy[0];
  if (parent)
    throw refuse(
      'UNSUITABLE_TABLE',
      `table ${about} is referred to by ${formatTable(parent.child)} (${parent.name}): its rows are known by more than what they hold`,
      'Name the columns of that key, once none of them is NULL.',
    );
  const { mechanism } = step.select;
  if (mechanism === 'last' || (mechanism === 'clustered' && time === undefined))
    throw refuse(
      'UNSUPPORTED',
      `the rows of ${about} have no order of keys, by which \`select: ${mechanism}\` goes`,
      'Select at random, or name the columns of a key.',
    );
  return { columns: rowKey(dialect, anomaly.effect), origin: 'row' };
}
