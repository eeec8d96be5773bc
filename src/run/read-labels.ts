import type { Alteration } from '../model/alteration.ts';
import type { Dialect } from '../model/dialect.ts';
import type { Connection, Row } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Label, Run, RunStep } from '../model/run.ts';
import type { Sql } from '../model/sql.ts';
import { formatTable, type Column } from '../model/table.ts';
import { column, join, name, sql } from '../sql/sql.ts';
import { namedColumns } from '../snapshot/columns.ts';
import { isRowKey, rowKeyText } from '../snapshot/row-key.ts';

/**
 * The ground truth of a run out of its snapshots, step by step in key order, in constant memory.
 * @throws UNKNOWN_RUN where the snapshots were dropped after the rollback
 */
export async function* readLabels(connection: Connection, run: Run): AsyncGenerator<Label> {
  for (const step of run.steps) {
    if (step.alteration) {
      for (const label of alterationLabels(step.alteration)) yield { ...labelOf(run, step), ...label, occurrence: 1 };
      continue;
    }
    if (step.snapshot === undefined) {
      throw new FaultlineError('UNKNOWN_RUN', `the snapshots of run ${run.id} were dropped after its rollback`, {
        hint: 'Keep them longer with `privacy.keepSnapshots` in faultline.yaml.',
      });
    }
    for await (const row of connection.stream(snapshotRows(connection, step))) yield* labelsOfRow(run, step, row);
  }
}

/** Of files one label each, with what they are and were: `{"bytes":1024,"sha256":"…"}`. */
function alterationLabels(alteration: Alteration): readonly Pick<Label, 'key' | 'column' | 'before' | 'after'>[] {
  if (alteration.change !== 'break files') return [{ key: '', ...alterationLabel(alteration) }];
  return alteration.files.map(({ path, bytesBefore, bytesAfter, digestBefore, digestAfter }) => ({
    key: path,
    column: null,
    before: JSON.stringify({ bytes: bytesBefore, sha256: digestBefore }),
    after: JSON.stringify({ bytes: bytesAfter, sha256: digestAfter }),
  }));
}

/** Names and types; of a table that has another name its name as a row of its own. */
function alterationLabel(
  alteration: Exclude<Alteration, { change: 'break files' }>,
): Pick<Label, 'column' | 'before' | 'after'> {
  switch (alteration.change) {
    case 'rename column':
      return { column: alteration.from, before: alteration.from, after: alteration.to };
    case 'add column':
      return { column: alteration.column.name, before: null, after: alteration.column.name };
    case 'drop column': {
      const { name: title } = alteration.declared.column;
      return { column: title, before: title, after: null };
    }
    case 'retype column':
      return { column: alteration.to.name, before: alteration.declared.column.type, after: alteration.to.type };
    case 'reorder columns':
      return { column: null, before: JSON.stringify(alteration.from), after: JSON.stringify(alteration.to) };
    case 'rename table':
      return { column: null, before: JSON.stringify(alteration.from), after: JSON.stringify(alteration.to) };
  }
}

function snapshotRows({ dialect }: Connection, step: RunStep) {
  const columns = namedColumns(step.columns);
  const texts = columns.map(
    (each) => sql`${dialect.text(column('fl_s', each.name), each.column)} as ${name(each.name)}`,
  );
  const order = step.columns.key.map((_, index) => column('fl_s', `k${index + 1}`));
  return sql`select ${join([...texts, ...unchanged(dialect, step), column('fl_s', 'occurrence')])} from ${dialect.table(step.snapshot!)} fl_s order by ${join(order)}`;
}

/** Of a step of several columns a row may keep the value of some: 1 for these. */
function unchanged(dialect: Dialect, { effect, columns: { before } }: RunStep): readonly Sql[] {
  if (effect !== 'update' || before.length === 1) return [];
  return before.map((each, index) => {
    const same = dialect.same(column('fl_s', `b${index + 1}`), column('fl_s', `a${index + 1}`), each);
    return sql`case when ${same} then 1 else 0 end as ${name(`same${index + 1}`)}`;
  });
}

function* labelsOfRow(run: Run, step: RunStep, row: Row): Generator<Label> {
  const { key, before, after } = step.columns;
  const about = { ...labelOf(run, step), key: keyText(key, row), occurrence: Number(row['occurrence']) };
  if (step.effect === 'update') {
    for (const [index, each] of after.entries()) {
      if (Number(row[`same${index + 1}`] ?? 0) === 1) continue;
      yield { ...about, column: each.name, before: textOf(row[`b${index + 1}`]), after: textOf(row[`a${index + 1}`]) };
    }
    return;
  }
  const whole = (columns: readonly Column[], prefix: string) =>
    JSON.stringify(
      Object.fromEntries([...(isRowKey(key) ? [] : named(key, 'k', row)), ...named(columns, prefix, row)]),
    );
  yield {
    ...about,
    column: null,
    before: step.effect === 'delete' ? whole(before, 'b') : null,
    after: step.effect === 'insert' ? whole(after, 'a') : null,
  };
}

function labelOf(run: Run, step: RunStep): Pick<Label, 'run' | 'step' | 'anomaly' | 'table'> {
  return { run: run.id, step: step.id, anomaly: step.anomaly, table: formatTable(step.table) };
}

function keyText(key: readonly Column[], row: Row): string {
  if (isRowKey(key)) return rowKeyText(String(row['k1']), String(row['k2']));
  return key.length === 1 ? String(row['k1']) : JSON.stringify(Object.fromEntries(named(key, 'k', row)));
}

function named(columns: readonly Column[], prefix: string, row: Row): readonly (readonly [string, string | null])[] {
  return columns.map((each, index) => [each.name, textOf(row[`${prefix}${index + 1}`])] as const);
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
