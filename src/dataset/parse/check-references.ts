import type { Dataset, DataTable, Reference } from '../../model/dataset.ts';
import type { Field } from '../../scenario/field.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { rowsOf } from '../share.ts';
import type { ColumnFacts } from './column-facts.ts';

/** Reports references to what is not there, and to fewer rows than they need. */
export function checkReferences(field: Field, dataset: Dataset, table: DataTable, facts: ColumnFacts): void {
  const short = table.columns.filter(({ name }) => field.at('columns').at(name).at('references').value !== undefined);
  const own = table.references.slice(0, short.length);
  for (const reference of own)
    checkReference(field.at('columns').at(reference.columns[0]!), 'references', dataset, table, reference, facts);
  for (const [index, reference] of table.references.slice(short.length).entries())
    checkReference(field.at('references').at(index), 'to', dataset, table, reference, facts);
  const counts = new Map<string, number>();
  for (const name of table.references.flatMap(({ columns }) => columns)) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const [name, count] of counts)
    if (count > 1)
      field.at('references').refuse(`the column ${name} stands in ${count} references`, 'Keep one of them.');
}

function checkReference(
  field: Field,
  key: string,
  dataset: Dataset,
  table: DataTable,
  reference: Reference,
  facts: ColumnFacts,
): void {
  const place = field.at(key);
  const parent = dataset.tables.find(({ name }) => name === reference.table);
  if (parent === undefined) {
    const names = dataset.tables.map(({ name }) => name);
    place.refuse(`there is no table ${reference.table}`, didYouMean(reference.table, names, 'tables'), 'UNKNOWN_TABLE');
    return;
  }
  if (reference.keys.length !== reference.columns.length) {
    place.refuse(
      `${reference.columns.length} columns refer to ${reference.keys.length}`,
      'Name as many keys as columns.',
    );
    return;
  }
  for (const name of reference.keys) {
    const names = parent.columns.map((each) => each.name);
    if (!names.includes(name))
      place.refuse(
        `the table ${parent.name} has no column ${name}`,
        didYouMean(name, names, 'columns'),
        'UNKNOWN_COLUMN',
      );
  }
  for (const name of reference.columns) {
    const column = table.columns.find((each) => each.name === name);
    if (column !== undefined && column.source.kind !== 'reference')
      place.refuse(
        `the column ${name} has values of its own, and refers to ${parent.name}`,
        `Remove ${name} from the columns.`,
      );
  }
  const keys = reference.keys.flatMap((name) => parent.columns.find((each) => each.name === name) ?? []);
  if (keys.length > 0 && keys.every((each) => facts.hasNulls(parent, each)))
    place.refuse(
      `${reference.keys.join(', ')} of ${parent.name} may be null, and then more rows would refer to nothing than nulls says`,
      'Refer to a column without nulls.',
    );
  checkRows(field, table, parent, reference);
}

function checkRows(field: Field, table: DataTable, parent: DataTable, reference: Reference): void {
  const nulls = reference.nulls === undefined ? 0 : rowsOf(reference.nulls, table.rows);
  if (reference.nulls !== undefined && 'rows' in reference.nulls && reference.nulls.rows > table.rows)
    field
      .at('nulls')
      .refuse(`nulls asks for ${reference.nulls.rows} of ${table.rows} rows`, 'Write fewer, or a share.');
  if (reference.pick.how === 'children' && nulls > 0)
    field
      .at('nulls')
      .refuse(
        'rows that refer to nothing would be children that their parents lack',
        'Remove nulls, or write rows at the table and pick instead of children.',
      );
  const isSelf = parent.name === table.name;
  if (isSelf && reference.pick.how !== 'uniform')
    field.refuse('rows of one table refer to any row before them', 'Remove pick or children.');
  if (parent.rows === 0 && table.rows > nulls)
    field.refuse(`${parent.name} has no rows to refer to`, `Give ${parent.name} rows, or write nulls: 100%.`);
  // Rows that refer to nothing take part in the order in which parents are given out.
  if (reference.pick.how === 'once' && table.rows > parent.rows)
    field
      .at('pick')
      .refuse(
        `${table.rows} rows refer to ${parent.rows} rows of ${parent.name}, each once`,
        `Give ${parent.name} more rows, or ${table.name} fewer.`,
      );
}
