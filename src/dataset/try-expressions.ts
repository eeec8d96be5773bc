import { columnsIn } from '../engine/duckdb/expression.ts';
import { readSyntax, statementOf, type ExpressionSyntax } from '../engine/duckdb/expression-syntax.ts';
import { openGenerator, type Generator } from '../engine/duckdb/generator.ts';
import { functionProblems } from '../engine/duckdb/row-functions.ts';
import { serializedBy } from '../engine/duckdb/serialized-by.ts';
import { FaultlineError, ProblemsError } from '../model/errors.ts';
import type { DataColumn, Dataset, DataTable } from '../model/dataset.ts';
import { didYouMean } from '../scenario/nearest.ts';
import type { ValueTypes } from './compile/compile-table.ts';
import { describeExpressions } from './describe-expressions.ts';
import { templateParts } from './template.ts';

interface Written {
  readonly table: DataTable;
  readonly column: DataColumn;
  readonly text: string;
}

/**
 * Has DuckDB read every expression of a data set, before anything is made of it.
 * @throws ProblemsError of INVALID_VALUE and UNSAFE_WHERE
 */
export async function tryExpressions(dataset: Dataset, types: ValueTypes): Promise<void> {
  const written = dataset.tables.flatMap((table) => table.columns.flatMap((column) => expressionsOf(table, column)));
  if (written.length === 0) return;
  const generator = await openGenerator({ memory: 64 });
  try {
    const problems = await syntaxProblems(generator, dataset, written);
    for (const table of problems.length === 0 ? dataset.tables : [])
      for (const { column, error } of await describeExpressions(generator, dataset, table, types))
        problems.push(refusal(dataset, table, column, error));
    const [first, ...rest] = problems;
    if (first !== undefined) throw new ProblemsError([first, ...rest]);
  } finally {
    generator.close();
  }
}

function expressionsOf(table: DataTable, column: DataColumn): readonly Written[] {
  const { source } = column;
  if (source.kind === 'expression') return [{ table, column, text: source.text }];
  if (source.kind !== 'template') return [];
  return templateParts(source.text).flatMap((part) =>
    'text' in part ? [] : [{ table, column, text: part.expression }],
  );
}

async function syntaxProblems(
  generator: Generator,
  dataset: Dataset,
  written: readonly Written[],
): Promise<FaultlineError[]> {
  const trees = await serializedBy(
    generator,
    written.map(({ text }) => statementOf(text)),
  );
  const problems: FaultlineError[] = [];
  const calls: (Written & { readonly functions: ReadonlySet<string> })[] = [];
  written.forEach((each, index) => {
    try {
      calls.push({ ...each, functions: understood(each, trees[index]!).functions });
    } catch (error) {
      problems.push(refusal(dataset, each.table, each.column, error));
    }
  });
  const unfit = await functionProblems(generator, new Set(calls.flatMap(({ functions }) => [...functions])));
  for (const { table, column, functions } of calls)
    for (const name of [...functions].filter((each) => unfit.has(each))) {
      const error = new FaultlineError('UNSAFE_WHERE', `${name} ${unfit.get(name)!}`, {
        hint: 'Values depend on the seed and the row alone: use columns of the row and functions of one value.',
      });
      problems.push(refusal(dataset, table, column, error));
    }
  return problems;
}

/** The tables of `openLayers` and their schema: `l.x` would be their column, and not a member of a parameter `l`. */
const ofLayers = /^(?:l|k\d+|lookup)$/;

/** Checks that DuckDB reads the same columns out of an expression as its compiler puts values in the places of. */
function understood({ table, text }: Written, tree: string): ExpressionSyntax {
  const names = table.columns.map(({ name }) => name);
  const isColumn = (name: string) => names.some((each) => each.toLowerCase() === name.toLowerCase());
  const syntax = readSyntax(text, tree, isColumn);
  const replaced = new Map(columnsIn(text, names).map(({ column, position }) => [position, column]));
  for (const name of syntax.parameters)
    if (ofLayers.test(name))
      throw new FaultlineError('INVALID_VALUE', `a lambda's parameter cannot be called ${name}`, {
        hint: 'Give the parameter another name.',
      });
  // DuckDB may tell one place several times: `case id when 1 … when 2 …` compares id twice.
  const told = new Set<number>();
  for (const { name, position } of syntax.columns) {
    const column = position === undefined ? undefined : replaced.get(position);
    if (column?.toLowerCase() === name.toLowerCase()) told.add(position!);
    else if (!names.includes(name))
      throw new FaultlineError('INVALID_VALUE', `the table ${table.name} has no column ${name}`, {
        hint: didYouMean(name, names, 'columns'),
      });
    else throw ambiguous(name);
  }
  for (const [position, name] of replaced) if (!told.has(position)) throw ambiguous(name);
  return syntax;
}

function ambiguous(name: string): FaultlineError {
  return new FaultlineError('INVALID_VALUE', `${name} is a column, and a word of SQL where it stands`, {
    hint: `Write "${name}" for the column, in double quotes, and the word of SQL in another way.`,
  });
}

function refusal(dataset: Dataset, table: DataTable, { name, source }: DataColumn, error: unknown): FaultlineError {
  if (!(error instanceof FaultlineError)) throw error;
  const code = error.code === 'UNSAFE_WHERE' ? error.code : 'INVALID_VALUE';
  return new FaultlineError(code, `${table.name}.${name}: ${error.message.replace(/^DuckDB: /, '')}`, {
    place: dataset.placeOf(['tables', table.name, 'columns', name, source.kind]),
    hint:
      error.code === code && error.hint !== undefined
        ? error.hint
        : `Name columns of ${table.name} and functions of DuckDB: https://duckdb.org/docs/stable/sql/functions/overview`,
    cause: error,
  });
}
