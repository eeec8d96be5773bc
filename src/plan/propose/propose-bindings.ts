import type { Connection, TableSummary } from '../../model/engine.ts';
import { certainties, type Certainty, type Choice, type Proposal } from '../../model/proposal.ts';
import type { Role } from '../../model/role.ts';
import { isSameTable, type TableName } from '../../model/table.ts';
import { isOwnTable } from '../../ledger/tables.ts';
import { parseTableName, writtenName, writtenTable } from '../parse-table-name.ts';
import type { Evidence } from './evidence.ts';
import { sampleTable } from './sample-table.ts';
import { namePoints, scoreTables, type Candidate, type ScoredTable } from './score-table.ts';

/** Tables that are described at most; of more, those whose names and sizes are likeliest. */
const mostTables = 200;
/** Tables of which rows are read, for each role. */
const mostSamples = 5;

/** Points from which, and so far before the second best, a table or column is sure or likely. */
const tableBounds = { sure: { points: 70, lead: 12 }, likely: { points: 55, lead: 5 } } as const;
const columnBounds = { sure: { points: 50, lead: 12 }, likely: { points: 40, lead: 5 } } as const;
/** With fewer points a table does not come into question. */
const fewestPoints = 40;

/** A role that is to be bound, or bound further: `table` is what faultline.yaml says already, `needs` what it does not. */
export interface OpenRole extends Role {
  readonly table?: string | undefined;
}

/** What was proposed, of how many tables. */
export interface Proposed {
  readonly proposals: readonly Proposal[];
  readonly tables: { readonly all: number; readonly read: number };
}

/**
 * What could play roles in a target, by the names, types, keys, links and sizes of its tables and a few of their rows.
 * Reads only; a proposal says how sure it is, and none is made where too little speaks for it.
 */
export async function proposeBindings(connection: Connection, roles: readonly OpenRole[]): Promise<Proposed> {
  const { ledgerSchema, defaultSchema } = connection.server;
  const isElsewhere = ({ schema }: TableName) => connection.dialect.schemasAreDatabases && schema !== defaultSchema;
  const tables = (await connection.listTables()).filter(
    ({ name, type }) =>
      type === 'table' &&
      !isOwnTable(ledgerSchema, name) &&
      (!isElsewhere(name) || roles.some((role) => isBoundTo(role, name, defaultSchema))),
  );
  const candidates: Candidate[] = [];
  for (const { name } of likeliest(tables, roles, defaultSchema)) {
    const table = await connection.describeTable(name);
    if (table !== undefined) candidates.push({ table });
  }
  const eligible = (role: OpenRole, among: readonly Candidate[]) =>
    among.filter(({ table: { name } }) =>
      role.table === undefined ? !isElsewhere(name) : isBoundTo(role, name, defaultSchema),
    );
  const samples = new Map<Candidate['table'], Candidate>();
  for (const role of roles) {
    for (const { candidate } of scoreTables(role, eligible(role, candidates)).slice(0, mostSamples)) {
      if (samples.has(candidate.table)) continue;
      samples.set(candidate.table, { ...candidate, sample: await sampleTable(connection, candidate.table) });
    }
  }
  const known = candidates.map((candidate) => samples.get(candidate.table) ?? candidate);
  const proposals = roles.map((role) => propose(role, scoreTables(role, eligible(role, known)), defaultSchema));
  return { proposals, tables: { all: tables.length, read: candidates.length } };
}

function isBoundTo(role: OpenRole, table: TableName, defaultSchema: string): boolean {
  const name = role.table === undefined ? undefined : parseTableName(role.table, defaultSchema);
  return name !== undefined && isSameTable(name, table);
}

function likeliest(
  tables: readonly TableSummary[],
  roles: readonly OpenRole[],
  defaultSchema: string,
): readonly TableSummary[] {
  if (tables.length <= mostTables) return tables;
  const points = ({ name }: TableSummary) =>
    Math.max(
      ...roles.map((role) => (isBoundTo(role, name, defaultSchema) ? Infinity : namePoints(role.name, name.name))),
    );
  return tables
    .toSorted((left, right) => points(right) - points(left) || (right.estimatedRows ?? 0) - (left.estimatedRows ?? 0))
    .slice(0, mostTables);
}

function propose(role: OpenRole, scored: readonly ScoredTable[], defaultSchema: string): Proposal {
  const [best, next] = scored;
  const second = next !== undefined && next.points >= fewestPoints ? next : undefined;
  const written = ({ candidate }: ScoredTable) => writtenFor(candidate.table.name, defaultSchema);
  if (best === undefined || (best.points < fewestPoints && role.table === undefined)) {
    const lacks = role.needs.filter((need) => best?.columns.get(need)?.length === 0);
    return {
      role: role.name,
      ...(best && { nearest: { name: written(best), lacks } }),
      columns: role.needs.map((need) => ({ need })),
      certainty: 'unsure',
    };
  }
  const table: Choice =
    role.table === undefined
      ? unlessElsewhere(
          choose(written(best), best, second && { ...second, name: written(second) }, tableBounds),
          scored,
          defaultSchema,
        )
      : { name: role.table, certainty: 'sure', reasons: ['bound already'] };
  const columns = role.needs.map((need) => {
    const [first, next] = best.columns.get(need) ?? [];
    if (first === undefined) return { need };
    return {
      need,
      choice: choose(first.column.name, first, next && { ...next, name: next.column.name }, columnBounds),
    };
  });
  const parts = [table.certainty, ...columns.map(({ choice }) => choice?.certainty ?? 'unsure')];
  return { role: role.name, table, columns, certainty: leastOf(parts) };
}

/** A table outside of the default schema is sure only where no other schema, and not the default one, has any that comes into question. */
function unlessElsewhere(table: Choice, scored: readonly ScoredTable[], defaultSchema: string): Choice {
  const schemas = scored
    .filter(({ points }) => points >= fewestPoints)
    .map(({ candidate }) => candidate.table.name.schema);
  if (schemas[0] === defaultSchema || schemas.every((schema) => schema === schemas[0])) return table;
  const certainty = leastOf([table.certainty, 'likely']);
  return { ...table, certainty, reasons: [...table.reasons, 'not in the default schema'] };
}

function choose(
  name: string,
  { points, reasons }: Evidence,
  second: (Evidence & { readonly name: string }) | undefined,
  bounds: typeof tableBounds | typeof columnBounds,
): Choice {
  const lead = second === undefined ? Infinity : points - second.points;
  const reaches = (bound: { readonly points: number; readonly lead: number }) =>
    points >= bound.points && lead >= bound.lead;
  const certainty = reaches(bounds.sure) ? 'sure' : reaches(bounds.likely) ? 'likely' : 'unsure';
  const isClose = lead < bounds.sure.lead;
  return {
    name,
    certainty,
    reasons: [...reasons, ...(isClose && second ? [`${second.name} would do nearly as well`] : [])],
    ...(second && { second: second.name }),
  };
}

function leastOf(parts: readonly Certainty[]): Certainty {
  return certainties.findLast((certainty) => parts.includes(certainty)) ?? 'unsure';
}

function writtenFor(name: TableName, defaultSchema: string): string {
  return name.schema === defaultSchema ? writtenName(name.name) : writtenTable(name);
}
