import { FaultlineError } from '../../model/errors.ts';

/** What an expression is made of, by DuckDB's own parser. */
export interface ExpressionSyntax {
  /** Columns that it names; parameters of lambdas are none. Positions are in UTF-16 units, undefined where DuckDB tells none. */
  readonly columns: readonly { readonly name: string; readonly position: number | undefined }[];
  /** Functions and operators that it calls, in lower case. */
  readonly functions: ReadonlySet<string>;
  /** Parameters of its lambdas, in lower case. */
  readonly parameters: ReadonlySet<string>;
}

interface Node {
  readonly class?: string;
  readonly type?: string;
  readonly query_location?: number;
  readonly column_names?: readonly string[];
  readonly function_name?: string;
  readonly schema?: string;
  readonly lhs?: Node;
  readonly expr?: Node;
}

const opening = 'select (';

/** The statement whose serialization `readSyntax` reads. */
export function statementOf(expression: string): string {
  return `${opening}${expression})`;
}

/** Classes of DuckDB's parsed expressions that have one value for each row, and read nothing else. */
const ofRow = new Set(
  'BETWEEN CASE CAST COLLATE COLUMN_REF COMPARISON CONJUNCTION CONSTANT FUNCTION LAMBDA OPERATOR'.split(' '),
);

const problems: Readonly<Record<string, string>> = {
  SUBQUERY: 'holds a query',
  WINDOW: 'looks at other rows',
  STAR: 'names all columns at once',
  POSITIONAL_REFERENCE: 'names a column by its place',
  PARAMETER: 'holds a placeholder',
};

/**
 * Reads what json_serialize_sql() says of `statementOf(expression)`.
 * @param isColumn whether the row has such a column, in any spelling of its letters' case
 * @throws INVALID_VALUE where DuckDB does not understand it, UNSAFE_WHERE where it is no expression over one row
 */
export function readSyntax(
  expression: string,
  serialized: string,
  isColumn: (name: string) => boolean,
): ExpressionSyntax {
  const answer = JSON.parse(serialized) as {
    readonly error: boolean;
    readonly error_message?: string;
    readonly statements?: readonly { readonly node: { readonly select_list: readonly Node[] } }[];
  };
  if (answer.error && answer.error_message?.startsWith('Only SELECT statements') === true) throw notOfRow('SUBQUERY');
  if (answer.error)
    throw new FaultlineError('INVALID_VALUE', answer.error_message ?? 'not an expression', {
      hint: 'Write an expression of DuckDB; columns whose names are words of SQL stand in double quotes.',
    });
  const columns: { name: string; position: number | undefined }[] = [];
  const functions = new Set<string>();
  const parameters = new Set<string>();
  // Everything else of the statement is ours: the expression stands in parentheses that it cannot close.
  for (const node of answer.statements?.[0]?.node.select_list ?? []) visit(node, new Set());
  return { columns, functions, parameters };

  function visit(node: Node, bound: ReadonlySet<string>): void {
    if (node.class !== undefined && !ofRow.has(node.class)) throw notOfRow(node.class);
    if (node.class === 'CONSTANT') return;
    if (node.class === 'COLUMN_REF') addColumn(node, bound);
    if (node.class === 'FUNCTION') addFunction(node);
    const lambda = node.class === 'LAMBDA' ? parametersOf(node.lhs) : undefined;
    if (lambda === undefined) visitAll(node, bound);
    else visit(node.expr!, new Set([...bound, ...lambda]));
  }

  function visitAll(value: object, bound: ReadonlySet<string>): void {
    for (const each of Object.values(value) as readonly unknown[])
      if (typeof each === 'object' && each !== null) visit(each, bound);
  }

  function addColumn(node: Node, bound: ReadonlySet<string>): void {
    const name = node.column_names![0]!;
    if (!bound.has(name.toLowerCase()))
      columns.push({ name, position: positionOf(expression, node.query_location ?? 0) });
  }

  function addFunction({ function_name: name = '', schema = '' }: Node): void {
    if (!['', 'main'].includes(schema))
      throw new FaultlineError('UNSAFE_WHERE', `${schema}.${name} is no function of a row`, {
        hint: `Write ${name}(${isColumn(schema) ? `${schema}, ` : ''}…).`,
      });
    functions.add(name.toLowerCase());
  }

  /** The parameters of a lambda in lower case; undefined where the arrow takes a value out of a document: `doc -> '$.a'`. */
  function parametersOf(left: Node | undefined): readonly string[] | undefined {
    const names = namesIn(left);
    return names.length > 0 && names.every((each) => !each.isWritten || !isColumn(each.name))
      ? names.map((each) => parameter(each.name))
      : undefined;
  }

  function namesIn(left: Node | undefined): readonly { readonly name: string; readonly isWritten: boolean }[] {
    if (left?.class === 'COLUMN_REF') {
      const isWritten = positionOf(expression, left.query_location ?? 0) !== undefined;
      return left.column_names!.length === 1 ? [{ name: left.column_names![0]!, isWritten }] : [];
    }
    const isList = left?.class === 'FUNCTION' && left.function_name === 'row';
    return isList ? (left as { readonly children: readonly Node[] }).children.flatMap(namesIn) : [];
  }

  function parameter(name: string): string {
    if (isColumn(name))
      throw new FaultlineError('UNSAFE_WHERE', `the lambda's parameter ${name} has the name of a column`, {
        hint: 'Give the parameter another name.',
      });
    parameters.add(name.toLowerCase());
    return name.toLowerCase();
  }
}

function notOfRow(kind: string): FaultlineError {
  return new FaultlineError('UNSAFE_WHERE', `the expression ${problems[kind] ?? `holds ${kind.toLowerCase()}`}`, {
    hint: 'Write one expression over columns of the same row; columns of other tables come by references.',
  });
}

/** DuckDB counts bytes, and tells the largest number where it has none. */
function positionOf(expression: string, location: number): number | undefined {
  const bytes = Buffer.from(expression);
  const start = location - opening.length;
  return start < 0 || start > bytes.length ? undefined : bytes.subarray(0, start).toString().length;
}
