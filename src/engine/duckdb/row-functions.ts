import type { Sql } from '../../model/sql.ts';
import { join, sql } from '../../sql/sql.ts';
import { readSyntax, statementOf } from './expression-syntax.ts';
import type { Generator } from './generator.ts';
import { notOfRow, ofManyRows } from './not-of-row.ts';
import { serializedBy } from './serialized-by.ts';

interface Overload {
  readonly name: string;
  readonly kind: string | null;
  readonly stability: string | null;
  readonly definition: string | null;
  readonly parameters: readonly string[];
}

/**
 * What speaks against functions in an expression over one row, by their names in lower case; functions that DuckDB does
 * not know are left to it. Macros are judged by what they are made of.
 */
export async function functionProblems(
  generator: Generator,
  names: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = await overloads(generator, [...names]);
  const macros = found.filter(({ kind, definition }) => kind === 'macro' && definition !== null);
  const trees = await serializedBy(
    generator,
    macros.map(({ definition }) => statementOf(definition!)),
  );
  const bodies = macros.map((macro, index) => ({ macro, calls: callsOf(macro, trees[index]!) }));
  const known = new Set(names);
  const called = new Set(bodies.flatMap(({ calls }) => [...(calls ?? [])]).filter((name) => !known.has(name)));
  const inner = called.size === 0 ? new Map<string, string>() : await functionProblems(generator, called);
  const problems = new Map<string, string>();
  for (const overload of found) {
    const problem = problemOf(overload);
    if (problem !== undefined) problems.set(overload.name, problem);
  }
  for (const { macro, calls } of bodies) {
    const isOfRow = calls !== undefined && [...calls].every((call) => !inner.has(call) && !problems.has(call));
    if (!isOfRow) problems.set(macro.name, 'reads more than the row, or gives more than one value for it');
  }
  return problems;
}

function problemOf({ name, kind, stability }: Overload): string | undefined {
  if (ofManyRows.has(name) || kind === 'table' || kind === 'table_macro') return 'gives more than one value for a row';
  if (kind === 'aggregate') return 'makes one value out of many rows';
  if (notOfRow.has(name) || (kind === 'scalar' && stability !== 'CONSISTENT'))
    return 'gives another value each time, or reads more than the row';
  return undefined;
}

/** Functions that a macro calls; undefined where it is no expression over its parameters. */
function callsOf({ definition, parameters }: Overload, tree: string): ReadonlySet<string> | undefined {
  try {
    const { columns, functions } = readSyntax(definition!, tree, (name) => parameters.includes(name.toLowerCase()));
    return columns.every(({ name }) => parameters.includes(name.toLowerCase())) ? functions : undefined;
  } catch {
    return undefined;
  }
}

/** A name that is a scalar function too is called as that one: its table functions are left out. */
async function overloads(generator: Generator, names: readonly string[]): Promise<readonly Overload[]> {
  if (names.length === 0) return [];
  const found: Overload[] = [];
  for await (const batch of generator.texts(selectOf(names)))
    for (const [name, kind, stability, definition, parameters] of batch)
      found.push({
        name: name!,
        kind: kind!,
        stability: stability!,
        definition: definition!,
        parameters: (parameters ?? '').toLowerCase().split(','),
      });
  const scalars = new Set(found.filter(({ kind }) => kind === 'scalar').map(({ name }) => name));
  return found.filter(({ name, kind }) => !scalars.has(name) || (kind !== 'table' && kind !== 'table_macro'));
}

function selectOf(names: readonly string[]): Sql {
  return sql`select distinct lower(function_name), function_type, stability, macro_definition,
    array_to_string(parameters, ',') from duckdb_functions()
    where lower(function_name) in (${join(names.map((each) => sql`${each}`))}) and function_type <> 'pragma'`;
}
