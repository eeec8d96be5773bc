import { Type } from '@sinclair/typebox';
import { FaultlineError } from '../../model/errors.ts';
import type { Step } from '../../model/scenario.ts';
import type { Column } from '../../model/table.ts';
import { defineTableAlter } from '../define.ts';
import { assertName, isTaken, successor } from '../new-name.ts';
import { parameters } from '../parameters.ts';
import { columnOfType, portableType } from '../portable-type.ts';

const patterns = {
  integer: /^-?\d{1,18}$/,
  decimal: /^-?\d{1,34}(?:\.\d{1,4})?$/,
  float: /^-?\d{1,34}(?:\.\d{1,9})?$/,
  boolean: /^(?:true|false)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  timestamp: /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/,
} as const;

export default defineTableAlter({
  id: 'column-added',
  category: 'pipeline',
  title: 'Added column',
  description: 'The table has one more column, behind all others, with NULL or one value in every row.',
  inProduction:
    'The team upstream ships a feature, or a connector passes on a field that it did not know before. Loads that name ' +
    'their columns go on; inserts without a list of columns, unions and `select *` into a fixed shape fail.',
  caughtBy: [
    'Elementary schema_changes',
    'Soda schema check',
    'Great Expectations expect_table_column_count_to_equal',
    'Monte Carlo schema changes',
  ],
  placebo: {
    description: 'A column that says by its name that it is the loader’s own, and that readers are used to.',
    with: { name: '_loaded_at', type: 'timestamp' },
  },
  fit: { rows: 0.3 },
  parameters: parameters({
    name: Type.String({
      description: 'The name of the column. Where it is taken, the first of _v2, _v3, … behind it that is free.',
      minLength: 1,
      default: 'extra',
    }),
    type: portableType('The type of the column.', 'text'),
    value: Type.Optional(
      Type.Union([Type.String(), Type.Number(), Type.Boolean()], {
        description: 'The value in every row, and the default of new ones. Default: none, NULL in every row.',
      }),
    ),
  }),
  metric: 'rows',
  alteration({ dialect, table, step, with: { name, type, value } }) {
    assertName(step, dialect, 'column', name);
    const taken = table.columns.map((each) => each.name);
    const title = isTaken(taken, name) ? successor(dialect, name, taken) : name;
    const column = columnOfType(dialect, type, { name: title, ordinal: taken.length + 1, isNullable: true });
    return {
      change: 'add column',
      column,
      value: value === undefined ? null : valueText(step, column, type, String(value)),
    };
  },
});

/** The value as a literal of the type has it. @throws INVALID_VALUE */
function valueText(step: Step, column: Column, type: keyof typeof patterns | 'text', value: string): string {
  if (type === 'text') {
    if (column.length === undefined || Array.from(value).length <= column.length) return value;
    throw invalid(step, column, value, `has more than ${column.length} characters`);
  }
  if (!patterns[type].test(value)) throw invalid(step, column, value, `is no ${type}`);
  if (type !== 'boolean' || column.kind === 'boolean') return value;
  return value === 'true' ? '1' : '0';
}

function invalid({ id }: Step, { name }: Column, value: string, reason: string): FaultlineError {
  return new FaultlineError('INVALID_VALUE', `step ${id}: the value "${value}" of column "${name}" ${reason}`, {
    hint: 'Write dates as 2026-11-20, timestamps as 2026-11-20 09:00:00, and truth as true or false.',
  });
}
