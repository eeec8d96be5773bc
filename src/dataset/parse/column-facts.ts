import type { DataColumn, Dataset, DataTable, Reference } from '../../model/dataset.ts';
import { rowsOf } from '../share.ts';
import { templateParts } from '../template.ts';
import { siblingsOf } from './check-expressions.ts';

/** What is known of a column's values before any is made; columns that depend on themselves have neither. */
export interface ColumnFacts {
  /** Whether there are rows without a value, also by what the column refers to or is made of. */
  hasNulls(table: DataTable, column: DataColumn): boolean;
  /** Whether no value occurs twice, also by what the column refers to or is made of. */
  isUnique(table: DataTable, column: DataColumn): boolean;
}

/** Functions and words that make a value where a column has none. */
const fillsNulls = /\b(?:coalesce|ifnull|nvl|case|if|is|concat|concat_ws|greatest|least|hash)\b/i;

export function columnFacts(dataset: Dataset): ColumnFacts {
  const hasNulls = remembered((table, column): boolean => {
    if (column.nulls !== undefined && rowsOf(column.nulls, table.rows) > 0) return true;
    const { source } = column;
    if (source.kind === 'type') return false;
    if (source.kind === 'reference') {
      const found = referred(dataset, table, column);
      if (found === undefined) return false;
      const { reference, parent, key } = found;
      const isOwn = parent.name === table.name && table.rows > 0;
      return isOwn || rowsOf(reference.nulls ?? { rows: 0 }, table.rows) > 0 || hasNulls(parent, key);
    }
    return !fillsNulls.test(source.text) && siblings(table, column).some((each) => hasNulls(table, each));
  });
  const isUnique = remembered((table, column): boolean => {
    if (table.rows <= 1 || column.unique) return true;
    if (column.source.kind === 'reference') {
      const found = referred(dataset, table, column);
      return (
        found !== undefined && isOneToOne(found.reference, table, found.parent) && isUnique(found.parent, found.key)
      );
    }
    const whole = wholeColumn(table, column);
    return whole !== undefined && isUnique(table, whole);
  });
  return { hasNulls, isUnique };
}

function remembered(find: (table: DataTable, column: DataColumn) => boolean) {
  const known = new Map<DataColumn, boolean>();
  return (table: DataTable, column: DataColumn): boolean => {
    const found = known.get(column);
    if (found !== undefined) return found;
    known.set(column, false);
    const made = find(table, column);
    known.set(column, made);
    return made;
  };
}

function referred(dataset: Dataset, table: DataTable, column: DataColumn) {
  const reference = table.references.find(({ columns }) => columns.includes(column.name));
  const parent = dataset.tables.find(({ name }) => name === reference?.table);
  const name = reference?.keys[reference.columns.indexOf(column.name)];
  const key = parent?.columns.find((each) => each.name === name);
  return reference === undefined || parent === undefined || key === undefined ? undefined : { reference, parent, key };
}

function isOneToOne({ pick }: Reference, table: DataTable, parent: DataTable): boolean {
  if (parent.name === table.name) return false;
  if (pick.how === 'children') return pick.shares.slice(2).every((share) => share === 0);
  return pick.how === 'once' || (pick.how === 'inOrder' && table.rows <= parent.rows);
}

function siblings(table: DataTable, column: DataColumn): readonly DataColumn[] {
  try {
    return siblingsOf(column, table).flatMap((name) => table.columns.find((each) => each.name === name) ?? []);
  } catch {
    // What an expression is refused for is told elsewhere.
    return [];
  }
}

/** The one column that stands whole in a template, or is a whole expression, between texts that are the same in each row. */
function wholeColumn(table: DataTable, column: DataColumn): DataColumn | undefined {
  const { source } = column;
  const [found, ...more] = siblings(table, column);
  if (found === undefined || more.length > 0) return undefined;
  const isWhole = (text: string) =>
    text
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .toLowerCase() === found.name.toLowerCase();
  if (source.kind === 'template')
    return templateParts(source.text).every((part) => 'text' in part || isWhole(part.expression)) ? found : undefined;
  if (source.kind !== 'expression' || (source.type ?? 'VARCHAR') !== 'VARCHAR') return undefined;
  const parts = source.text.match(/'(?:[^']|'')*'|\|\||[^'|]+/g) ?? [];
  const terms = parts.filter((part) => part !== '||' && part.trim() !== '' && !part.startsWith("'"));
  return terms.length === 1 && isWhole(terms[0]!) ? found : undefined;
}
