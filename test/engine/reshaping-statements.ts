import type { Alteration, Declaration, DeclaredColumn } from '../../src/model/alteration.ts';
import type { Dialect } from '../../src/model/dialect.ts';
import type { Query, Sql } from '../../src/model/sql.ts';
import type { Table } from '../../src/model/table.ts';
import { alteredTable } from '../../src/snapshot/alteration.ts';
import { alterationSql, unalterationSql } from '../../src/snapshot/alteration-sql.ts';
import { columnOf } from '../../src/snapshot/compiled-step.ts';

/** What hangs on the subject, in the engine's own words. */
export type Attached = Partial<Pick<DeclaredColumn, 'definition' | 'detach' | 'attach'>>;

/** Every change of a table's shape and what takes it back, by titles, where no server runs. */
export function reshapingQueries(
  dialect: Dialect,
  table: Table,
  { subject, attached, ledger }: { readonly subject: string; readonly attached: Attached; readonly ledger: string },
): Readonly<Record<string, readonly Query[]>> {
  const { declared, declaration } = declare(table, subject, attached);
  const key = table.keys[0]!.columns.map((each) => columnOf(table, each));
  const names = table.columns.map(({ name }) => name);
  const facts = dialect.reshaping.facts('text');
  const { ordinal, isNullable } = declared.column;
  const retyped = { ...facts, name: subject, ordinal, isNullable };
  const added = { ...facts, name: 'extra', ordinal: names.length + 1, isNullable: true };
  const alterations: readonly Alteration[] = [
    { change: 'add column', column: added, value: "n'a" },
    { change: 'drop column', declared },
    { change: 'retype column', declared, to: retyped },
    { change: 'reorder columns', from: names, to: [...names.filter((each) => each !== subject), subject] },
    { change: 'rename table', from: table.name.name, to: `${table.name.name}_v2` },
  ];
  const parts: Record<string, readonly Query[]> = {};
  for (const alteration of alterations) {
    const before =
      alteration.change === 'drop column' || alteration.change === 'retype column' ? [declared.column] : [];
    const columns = { key, before, after: alteration.change === 'retype column' ? [retyped] : [] };
    const snapshot = { schema: ledger, name: 'snapshot_run_1' };
    const step = { table: table.name, columns, snapshot, alteration };
    const rendered = (statements: readonly Sql[]) => statements.map((each) => dialect.render(each));
    const forward = rendered(alterationSql(dialect, step, declaration));
    // What an engine cannot do is refused in the plan.
    if (forward.length === 0) continue;
    parts[alteration.change] = forward;
    const altered = declare(alteredTable(table, alteration), subject, attached).declaration;
    parts[`${alteration.change}, taken back`] = rendered(unalterationSql(dialect, step, altered));
  }
  return parts;
}

function declare(
  table: Table,
  subject: string,
  attached: Attached,
): { readonly declared: DeclaredColumn; readonly declaration: Declaration } {
  const nothing = { keys: [], detach: [], attach: [], dependents: [], notes: [] };
  const columns = table.columns.map((column) => ({
    column,
    definition: column.type,
    ...nothing,
    ...(column.name === subject && attached),
  }));
  const declared = columns.find(({ column }) => column.name === subject);
  return { declared: declared!, declaration: { columns, constraints: [], settings: [], readers: [] } };
}
