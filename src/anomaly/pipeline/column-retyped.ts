import { FaultlineError } from '../../model/errors.ts';
import type { PortableType } from '../../model/alteration.ts';
import { formatTable, type Column, type ColumnKind } from '../../model/table.ts';
import { defineAlter } from '../define.ts';
import { columnBeside, columnBesidePlacebo } from '../column-beside.ts';
import { parameters } from '../parameters.ts';
import { columnOfType, portableType } from '../portable-type.ts';
import { unalterable } from '../unalterable.ts';

/** Types that values of a kind can be given, whatever they are. */
const possible: Readonly<Partial<Record<ColumnKind, readonly PortableType[]>>> = {
  integer: ['text', 'decimal', 'float'],
  decimal: ['text', 'integer', 'float'],
  float: ['text', 'integer', 'decimal'],
  boolean: ['text'],
  date: ['text', 'timestamp'],
  timestamp: ['text', 'date'],
  timestamptz: ['text'],
  uuid: ['text'],
  enum: ['text'],
  time: ['text'],
};

export default defineAlter({
  id: 'column-retyped',
  category: 'pipeline',
  title: 'Retyped column',
  description: 'A column gets another type, its values with it; a snapshot keeps them as they were.',
  inProduction:
    'A loader infers types anew and meets a text among the numbers, or somebody makes an identifier a text. Joins by ' +
    'the column stop matching, sums fail or sort as texts, and contracts on types break.',
  caughtBy: [
    'Elementary schema_changes',
    'Soda schema check',
    'Great Expectations expect_column_values_to_be_of_type',
    'Monte Carlo schema changes',
    'dbt model contracts',
  ],
  placebo: columnBesidePlacebo,
  fit: { any: 0.13 },
  parameters: parameters({ to: portableType('The type that it gets.', 'text') }),
  metric: 'rows',
  keepsValues: true,
  reads: 'columns',
  unsuitable(column, table) {
    if (possible[column.kind] === undefined) return `holds what is given no other type (${column.type})`;
    return unalterable('retype column', column, table);
  },
  nearMiss: columnBeside,
  alteration({ dialect, table, column, declaration, with: { to } }) {
    const target = columnOfType(dialect, to, column);
    if (!possible[column.kind]!.includes(to) || target.kind === column.kind)
      throw impossible(column, to, formatTable(table.name));
    const declared = declaration.columns.find((each) => each.column.name === column.name)!;
    return { change: 'retype column', declared, to: target };
  },
});

function impossible({ name, kind, type }: Column, to: PortableType, table: string): FaultlineError {
  return new FaultlineError('UNSUITABLE_COLUMN', `column "${name}" of ${table} (${type}) is not made ${to}`, {
    hint: `It can be made ${possible[kind]!.join(' or ')}: \`with: {to: ${possible[kind]![0]}}\`.`,
  });
}
