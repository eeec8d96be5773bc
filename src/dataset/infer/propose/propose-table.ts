import type { Written, WrittenColumn, WrittenTable } from '../../dataset-yaml.ts';
import type { TableFigures } from '../measure/figures.ts';
import { proposeColumn } from './propose-column.ts';
import { proposeResults } from './propose-result.ts';
import { proposeReferences, type ProposedReference } from './propose-reference.ts';

/** What tables are proposed from. */
export interface TableContext {
  readonly tables: readonly TableFigures[];
  /** Name of each table in the proposal. */
  readonly names: readonly string[];
  readonly withValues: boolean;
  /** Whether a reference closes a circle, and is left out. */
  readonly isDropped: (table: number, place: number) => boolean;
}

/** A table as it is proposed, and what to know about it. */
export interface ProposedTable {
  readonly table: WrittenTable;
  readonly notes: readonly string[];
}

/** Proposes one of the tables, its columns in their order. */
export function proposeTable(index: number, context: TableContext): ProposedTable {
  const figures = context.tables[index]!;
  const { profile } = figures;
  const name = context.names[index]!;
  const references = proposeReferences(figures, index, (place) => context.isDropped(index, place));
  const isSized = references.some((each) => each.with['children'] !== undefined);
  const short = references.filter((each) => each.figures.columns.length === 1);
  const wide = references.filter((each) => each.figures.columns.length > 1);
  const own = { figures, withValues: context.withValues, rows: Math.max(1, profile.rows) };
  const results = proposeResults(figures);
  const inWide = new Set(wide.flatMap((each) => each.figures.columns));
  const columns = figures.columns.flatMap((column): readonly WrittenColumn[] => {
    const title = column.profile.column.name;
    if (inWide.has(title)) return [];
    const reference = short.find((each) => each.figures.columns[0] === title);
    if (reference !== undefined) return [referring(title, reference, context.names)];
    return [results.get(title) ?? proposeColumn(column, own)];
  });
  const key = keyOf(figures, references);
  return {
    table: {
      name,
      head: { rows: isSized ? undefined : profile.rows, primaryKey: key },
      columns,
      lists: { references: wide.map((each) => wideReference(each, context.names)) },
    },
    notes: notesOf(index, name, figures, key, context),
  };
}

function referring(name: string, reference: ProposedReference, names: readonly string[]): WrittenColumn {
  const { parent, keys } = reference.figures;
  const value = { references: `${names[parent]!}.${keys[0]!}`, ...filled(reference.with) };
  return { name, value, comments: reference.comments };
}

function wideReference({ figures, with: rest }: ProposedReference, names: readonly string[]): Written {
  return { columns: figures.columns, to: names[figures.parent]!, keys: figures.keys, ...filled(rest) };
}

function filled(values: Readonly<Record<string, Written | undefined>>): Readonly<Record<string, Written>> {
  return Object.fromEntries(Object.entries(values).filter((pair): pair is [string, Written] => pair[1] !== undefined));
}

/** A key of one column; of several columns nothing says that they differ together. */
function keyOf(
  { key, table, columns, profile }: TableFigures,
  references: readonly ProposedReference[],
): string | undefined {
  const [name, ...others] = key;
  if (name === undefined || others.length > 0 || !table.keys.some(({ isPrimary }) => isPrimary)) return undefined;
  const reference = references.find((each) => each.figures.columns.includes(name));
  if (reference !== undefined) return reference.with['pick'] === 'once' ? name : undefined;
  const own = columns.find((each) => each.profile.column.name === name);
  return own?.profile.nulls === 0 && profile.rows > 0 ? name : undefined;
}

function notesOf(
  index: number,
  name: string,
  { key, references, profile, table }: TableFigures,
  written: string | undefined,
  { names, isDropped }: TableContext,
): readonly string[] {
  const isDeclared = table.keys.some(({ isPrimary }) => isPrimary);
  return [
    ...(profile.rows === 0 ? [`${name} has no rows: its columns are of the right types at best`] : []),
    ...(isDeclared && written === undefined
      ? [`${name}: the primary key (${key.join(', ')}) is left out, since nothing makes these values differ`]
      : []),
    ...references.flatMap((reference, place) =>
      isDropped(index, place)
        ? [
            `${name}.${reference.columns.join(', ')}: the reference to ${names[reference.parent]!} closes a circle of tables and is left out`,
          ]
        : [],
    ),
  ];
}
