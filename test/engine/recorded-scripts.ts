import { catalog } from '../../src/anomaly/registry.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { ledgerTable } from '../../src/ledger/tables.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { ScriptEntry } from '../../src/model/script.ts';
import { scriptText } from '../../src/output/script-text.ts';
import { applyScript } from '../../src/run/script/apply-script.ts';
import { rollbackScript } from '../../src/run/script/rollback-script.ts';
import { name, sql } from '../../src/sql/sql.ts';
import { benchFor } from '../run/workbench.ts';
import type { TestDatabase } from '../support/engines.ts';

const now = new Date('2026-11-20T09:00:00Z');

/** The scripts that apply scenarios and take them back, where no server runs. */
export async function recordedScripts(
  database: TestDatabase,
  scenarios: readonly Scenario[],
): Promise<{ readonly apply: readonly ScriptEntry[]; readonly rollback: readonly ScriptEntry[] }> {
  const bench = benchFor(database);
  const connection = await database.connect();
  const { dialect, server } = connection;
  const schema = server.ledgerSchema;
  const author = {
    schema,
    onConflict: 'abort' as const,
    actor: 'tests',
    clock: () => now,
  };
  const plan = await bench.plan(scenarios, { now });
  const [targetPlan] = plan.targets;
  const apply = await applyScript(connection, { ...author, plan, targetPlan: targetPlan!, catalog, scenarios });
  await bench.apply(scenarios, plan, { clock: () => now });
  const steps = dialect.table(ledgerTable(schema, 'steps'));
  const runs = await readRuns(connection, schema);
  const ofRun = (id: string) => connection.query(sql`select * from ${steps} where ${name('run_id')} in (${id})`);
  const rows = (await Promise.all(runs.map(({ id }) => ofRun(id)))).flat();
  // The shop finds steps by the runs that a statement names.
  const reading: Connection = {
    ...connection,
    query: async (statement) =>
      dialect.render(statement).text.startsWith(dialect.render(sql`select * from ${steps}`).text)
        ? rows
        : connection.query(statement),
  };
  const rollback = await rollbackScript(reading, { ...author, what: undefined, project: 'acme-dq' });
  return { apply, rollback };
}

/** A script as it is reviewed: without what differs from run to run. */
export function reviewedScript({ server, dialect }: Connection, entries: readonly ScriptEntry[]): string {
  const script = { target: 'shop', ...server, about: ['Reviewed.'], entries, scripting: dialect.script };
  const text = scriptText([script]);
  const ids = new Set([...text.matchAll(/\b[Rr]un ([a-z0-9]{8}) of\b/g)].map(([, id]) => id!));
  return [...ids]
    .reduce((shown, id, index) => shown.replaceAll(id, `run${index + 1}`), text)
    .replaceAll(/'[0-9a-f]{64}'/g, "'<digest>'");
}

/** Every statement of a script in one line of thought, as it is before it is laid out. */
export function plainStatements(
  { dialect: { script } }: Connection,
  entries: readonly ScriptEntry[],
): readonly string[] {
  return entries.flatMap((entry) => {
    if (entry.kind === 'statement') return [script.render(entry.statement)];
    return entry.kind === 'check' ? [script.render(script.check(entry.condition, entry.otherwise))] : [];
  });
}
