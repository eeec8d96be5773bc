type Node = Readonly<Record<string, unknown>>;

/** https://learn.microsoft.com/en-us/sql/t-sql/functions/functions, as far as SQL Server 2017 has them; of the operators only those that no other database lends. */
const functions = new Set(
  `abs avg charindex checksum coalesce col_name collationproperty columnproperty concat count count_big cume_dist datalength dateadd
   datediff datediff_big datepart db_id db_name first_value hashbytes has_perms_by_name ident_current ident_incr isnull lag lead left len lower ltrim max min
   nchar newid nullif object_definition object_id object_name object_schema_name objectproperty quotename replace replicate right
   rollup round row_number rtrim schema_id schema_name serverproperty sql_variant_property stdevp string_agg stuff substring sum switchoffset
   todatetimeoffset translate type_name user_name xact_state`.split(/\s+/),
);

/** https://learn.microsoft.com/en-us/sql/t-sql/data-types/data-types-transact-sql */
const types = new Set(
  `bigint int smallint tinyint bit decimal numeric money smallmoney float real date time datetime datetime2 smalldatetime
   datetimeoffset char varchar nchar nvarchar binary varbinary uniqueidentifier xml sql_variant hierarchyid geography`.split(
    /\s+/,
  ),
);

const operators = 'Plus Minus Multiply Divide Modulo Eq NotEq Lt LtEq Gt GtEq And Or'.split(' ');

/** Expressions and clauses of other databases, as the parser names them. */
const foreign: Readonly<Record<string, string>> = {
  ILike: 'ILIKE',
  SimilarTo: 'SIMILAR TO',
  RLike: 'RLIKE',
  TypedString: 'a literal with its type',
  Interval: 'INTERVAL',
  Extract: 'EXTRACT',
  Position: 'POSITION',
  IsNotDistinctFrom: 'IS NOT DISTINCT FROM',
  IsDistinctFrom: 'IS DISTINCT FROM',
  OnConflict: 'ON CONFLICT',
  DuplicateKeyUpdate: 'ON DUPLICATE KEY',
  Placeholder: 'a placeholder',
  Using: 'USING',
  Merge: 'MERGE',
};

const aggregates = ['count', 'count_big', 'sum', 'avg', 'min', 'max', 'stdevp'];

/** What SQL Server has against a tree of the parser, which knows many databases' SQL and is lenient. */
export function complaintsAboutNode(node: unknown, isNested = false): readonly string[] {
  if (Array.isArray(node)) return node.flatMap((each: unknown) => complaintsAboutNode(each, isNested));
  if (!isNode(node)) return [];
  return [
    ...complaintsAboutProperties(node),
    ...complaintsAboutOrder(node, isNested),
    ...Object.entries(node).flatMap(([key, value]) =>
      complaintsAboutNode(value, isNested || ['Derived', 'Subquery', 'Exists', 'cte_tables'].includes(key)),
    ),
  ];
}

function complaintsAboutProperties(node: Node): readonly string[] {
  const complaints = Object.entries(node).map(([key, value]) => {
    if (isNothing(value)) return undefined;
    if (key in foreign) return foreign[key];
    switch (key) {
      case 'using':
      case 'returning':
      case 'if_not_exists':
      case 'lateral':
      case 'recursive':
      case 'locks':
        return key.replaceAll('_', ' ').toUpperCase();
      case 'op':
        return typeof value === 'string' && !operators.includes(value) && !others.includes(value)
          ? `operator ${value}`
          : undefined;
      case 'kind':
        return value === 'DoubleColon' ? 'a cast by ::' : undefined;
      case 'Substring':
        return isNode(value) && value['special'] !== true ? 'SUBSTRING … FROM' : undefined;
      case 'Function':
        return complaintAboutFunction(value as Node);
      case 'data_type':
        return types.has(typeNameOf(value)) ? undefined : `type ${typeNameOf(value)}`;
      case 'Identifier':
        return isNode(value) && /^(true|false)$/i.test(String(value['value'])) ? 'a truth value' : undefined;
      default:
        return undefined;
    }
  });
  return complaints.filter((complaint) => complaint !== undefined);
}

const others = ['Not', 'Union', 'Except', 'Intersect'];

function complaintAboutFunction(node: Node): string | undefined {
  const name = (node['name'] as readonly { Identifier: { value: string } }[])
    .map((part) => part.Identifier.value.toLowerCase())
    .join('.');
  if (!functions.has(name)) return `function ${name}`;
  // https://learn.microsoft.com/en-us/sql/relational-databases/errors-events/mssqlserver-130-database-engine-error
  const isOverQuery =
    aggregates.includes(name) &&
    isNothing(node['over']) &&
    /"(Exists|Subquery|InSubquery)":/.test(JSON.stringify(node['args']));
  return isOverQuery ? `${name} of a subquery` : undefined;
}

/** Rows are ordered inside of a query only where some are left out, and are left out only where they are ordered; no expression orders twice. */
function complaintsAboutOrder(node: Node, isNested: boolean): readonly string[] {
  if (!('limit_clause' in node)) return [];
  const limit = inside(node['limit_clause'], 'LimitOffset');
  const order = inside(node['order_by'], 'kind')?.['Expressions'];
  const expressions = Array.isArray(order)
    ? order.map((each: unknown) => withoutPlaces(isNode(each) ? each['expr'] : each))
    : [];
  const offset = inside(limit, 'offset');
  const hasOffset = offset !== undefined;
  return [
    ...(limit?.['limit'] ? ['LIMIT'] : []),
    ...((node['fetch'] || hasOffset) && expressions.length === 0 ? ['OFFSET without ORDER BY'] : []),
    ...(node['fetch'] && !hasOffset ? ['FETCH without OFFSET'] : []),
    ...(hasOffset && offset['rows'] === 'None' ? ['OFFSET without ROWS'] : []),
    ...(isNested && expressions.length > 0 && !hasOffset ? ['ORDER BY inside of a query'] : []),
    ...(new Set(expressions).size < expressions.length ? ['ORDER BY the same twice'] : []),
  ];
}

function inside(node: unknown, key: string): Node | undefined {
  const value = isNode(node) ? node[key] : undefined;
  return isNode(value) ? value : undefined;
}

function withoutPlaces(node: unknown): string {
  return JSON.stringify(node, (key, value: unknown) => (key === 'span' ? undefined : value));
}

/** `"Date"`, `{Nvarchar: …}`, or `{Custom: [[{Identifier: {value: "datetime2"}}], …]}`. */
function typeNameOf(type: unknown): string {
  if (!isNode(type)) return String(type).toLowerCase();
  const [name = '', details] = Object.entries(type)[0] ?? [];
  if (name !== 'Custom') return name.toLowerCase();
  const [[first]] = details as readonly [readonly [{ Identifier: { value: string } }]];
  return first.Identifier.value.toLowerCase();
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === null || value === false || (Array.isArray(value) && value.length === 0);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
