import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { catalog } from '../../../src/anomaly/registry.ts';
import { readRuns } from '../../../src/ledger/runs.ts';
import { applyScript } from '../../../src/run/script/apply-script.ts';
import { runStanding } from '../../../src/snapshot/run-standing.ts';
import { benchFor, scenarioOf } from '../../run/workbench.ts';
import { runByHand } from '../../run/hand.ts';
import { createPostgresDatabase } from '../../support/engines.ts';
import { rows, run } from '../../support/statements.ts';

it('a script that a superuser runs leaves ledger and snapshots to the user whom it was written for', async () => {
  const database = await createPostgresDatabase();
  const role = `worker "${randomUUID().slice(0, 8)}"`;
  const quoted = `"${role.replaceAll('"', '""')}"`;
  const owner = await database.connect();
  try {
    await run(
      owner,
      'create table customers (id integer primary key, email varchar(60))',
      "insert into customers select n, 'person' || n || '@example.com' from generate_series(1, 40) as g (n)",
      `create role ${quoted} login password 'working'`,
      `grant select, insert, update, delete on customers to ${quoted}`,
    );
    const url = new URL(database.url);
    url.username = encodeURIComponent(role);
    url.password = 'working';
    const open = () => database.connect({ url: url.href });
    const bench = benchFor(database);
    const worker = await open();
    const schema = worker.server.ledgerSchema;

    // The first script makes the ledger, the second finds it.
    for (const called of ['first', 'second']) {
      const step = '- {id: s, anomaly: null-spike, table: customers, column: email, during: all, volume: 25%}';
      const scenarios = [scenarioOf(called, step)];
      const plan = await bench.plan(scenarios, { open, isComplete: false });
      const entries = await applyScript(worker, {
        plan,
        targetPlan: plan.targets[0]!,
        schema,
        catalog,
        scenarios,
        onConflict: 'abort',
        actor: 'tests',
        clock: () => new Date(),
      });
      const script = { target: 'shop', ...worker.server, about: [], entries, scripting: worker.dialect.script };
      expect(await runByHand(database, script)).toMatchObject({ isDone: true });
    }

    const owners = await rows(owner, `select distinct tableowner from pg_tables where schemaname = '${schema}'`);
    expect(owners).toEqual([{ tableowner: role }]);
    const active = await readRuns(worker, schema, { state: 'applied' });
    const standings = [];
    for (const each of active) standings.push(...(await runStanding(worker, each, active)));
    expect(standings.map(({ standing }) => standing.intact)).toEqual([10, 8]);
    expect(await bench.rollback(worker)).toHaveLength(2);
  } finally {
    await run(owner, `drop owned by ${quoted}`, `drop role if exists ${quoted}`).catch(() => undefined);
    await database.drop();
  }
});
