import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import { formatPlace } from '../../src/model/place.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Target } from '../../src/model/project.ts';
import type { Label } from '../../src/model/run.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { readRuns } from '../../src/ledger/runs.ts';
import { placementsInWords } from '../../src/output/placements.ts';
import { makePlan } from '../../src/plan/make-plan.ts';
import { applyPlan } from '../../src/run/apply-plan.ts';
import { readLabels } from '../../src/run/read-labels.ts';
import { parseProject } from '../../src/scenario/parse-project.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { customers, type Customer } from '../plan/propose/customers.ts';
import { checksumOf, furnish } from '../plan/propose/furnish.ts';
import { duckdb, postgres, type TestDatabase } from '../support/engines.ts';
import { benchFor, origin } from './workbench.ts';

const spike = (needs = 'needs: [time, amount], optional: true', volume = '5 rows') =>
  parseScenario(
    `apiVersion: faultline/v1
kind: Scenario
name: spike
target: customer-*
roles:
  fact: {${needs}}
steps:
  - id: spike
    anomaly: outlier
    table: \${fact}
    column: \${fact.amount}
    where: "\${fact.amount} > 20 and exists (select 1 from \${fact} o where o.\${fact.amount} > 20)"
    during: {column: "\${fact.time}", last: 7 days}
    volume: ${volume}
`,
    'scenarios/spike.yaml',
    catalog,
  );

/** faultline.yaml with the right bindings of every customer. @param change of the file's text */
function targetsOf(change: (text: string) => string = (text) => text): readonly Target[] {
  const lines = customers.map(
    ({ name, right }) => `  ${name}: {url: "\${env:URL}", environment: test, bind: ${JSON.stringify(right)}}`,
  );
  const head = ['apiVersion: faultline/v1', 'kind: Project', 'project: acme-dq', 'targets:'];
  return parseProject(change([...head, ...lines, ''].join('\n')), 'faultline.yaml', '/').targets;
}

/** Every third customer on PostgreSQL, where names in capitals need quotes, the others on DuckDB. */
describe('one scenario with a role in ten customers', () => {
  const databases = new Map<string, TestDatabase>();
  const originals = new Map<string, string>();
  const databaseOf = (target: { readonly name: string }) => databases.get(target.name)!;

  const plan = (scenarios: readonly Scenario[], targets = targetsOf(), only = targets): Promise<Plan> =>
    makePlan({
      faultline: '0.0.0',
      project: { name: 'acme-dq', root: '/', targets, scenarios: [], keepSnapshots: { amount: 7, unit: 'day' } },
      targets: only,
      catalog,
      scenarios,
      isComplete: true,
      origin,
      now: new Date('2026-11-20T09:00:00Z'),
      prune: false,
      open: (target) => databaseOf(target).connect({ readOnly: true }),
    });
  const apply = (planned: Plan, scenarios: readonly Scenario[], targets = targetsOf()) =>
    applyPlan({
      plan: planned,
      project: { name: 'acme-dq', keepSnapshots: { amount: 7, unit: 'day' }, targets },
      catalog,
      scenarios,
      onConflict: 'abort',
      actor: 'tests',
      clock: () => new Date('2026-11-20T09:00:00Z'),
      lockTimeout: 5,
      observe: () => {},
      open: (target) => databaseOf(target).connect(),
    });
  const active = async (customer: Pick<Customer, 'name'>) => {
    const connection = await databaseOf(customer).connect();
    const runs = await readRuns(connection, connection.server.ledgerSchema, { state: 'applied' });
    const labels: Label[] = [];
    for (const each of runs) for await (const label of readLabels(connection, each)) labels.push(label);
    await connection.close();
    return { runs, labels };
  };
  const actionsOf = (planned: Plan) => planned.targets.map(({ actions }) => actions.map(({ action }) => action).join());

  beforeAll(async () => {
    for (const [index, customer] of customers.entries()) {
      const database = await (index % 3 === 1 ? postgres : duckdb).createDatabase();
      databases.set(customer.name, database);
      await furnish(database, customer);
      originals.set(customer.name, await checksumOf(database, customer));
    }
  });
  afterAll(async () => {
    for (const database of databases.values()) await database.drop();
  });

  it('is placed in nine of them, each with its own names, and the plan says where not', async () => {
    const planned = await plan([spike()]);
    expect(planned.failures).toBeUndefined();
    expect(placementsInWords(planned)).toEqual([
      'spike: placed in 9 of 10 targets; not in customer-j (role fact is not bound)',
    ]);
    const { results, failures } = await apply(planned, [spike()]);
    expect(failures).toEqual([]);
    expect(results.map(({ injected }) => injected.length)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
  });

  it('labels what it changed by the names of the target', async () => {
    for (const customer of customers.slice(0, 9)) {
      const { fact } = customer.right;
      const { runs, labels } = await active(customer);
      expect(runs.map(({ steps }) => steps[0]!.table.name)).toEqual([fact!['table']]);
      expect(labels.map(({ column }) => column)).toEqual(Array.from({ length: 5 }, () => fact!['amount']));
      expect(labels.every(({ before }) => Number(before) > 20)).toBe(true);
      expect(await checksumOf(databaseOf(customer), customer)).not.toBe(originals.get(customer.name));
    }
  });

  it('is left alone as long as file and binding are the same, and replaced where its binding changes', async () => {
    expect(actionsOf(await plan([spike()]))).toEqual([...Array.from({ length: 9 }, () => 'keep'), '']);
    const changed = targetsOf((text) => text.replace('"TotalDue"}', '"SubTotal"}').replaceAll('tax_amount', ''));
    const planned = await plan([spike()], changed);
    expect(actionsOf(planned).slice(0, 3)).toEqual(['keep', 'replace', 'keep']);
    const { failures } = await apply(planned, [spike()], changed);
    expect(failures).toEqual([]);
    const { labels } = await active({ name: 'customer-b' });
    expect(new Set(labels.map(({ column }) => column))).toEqual(new Set(['SubTotal']));
  });

  it('makes a plan stale when a binding changes after it was made', async () => {
    const scenarios = [spike(undefined, '6 rows')];
    const targets = targetsOf();
    const planned = await plan(scenarios, targets, [targets[0]!]);
    const changed = targetsOf((text) => text.replace('total_amount', 'tax_amount'));
    await expect(apply(planned, scenarios, changed)).rejects.toMatchObject({ code: 'STALE_PLAN' });
  });

  it('is healed where its role is no longer bound', async () => {
    const less = targetsOf((text) => text.replaceAll(/(customer-[acd]:.*bind: ).*\}\}\}/g, '$1{}}'));
    const planned = await plan([spike()], less, [less[0]!, less[2]!, less[3]!]);
    expect(planned.targets.flatMap(({ absences = [] }) => absences.map(({ reason }) => reason))).toEqual(
      Array.from({ length: 3 }, () => 'role fact is not bound'),
    );
    expect(actionsOf(planned)).toEqual(['heal', 'heal', 'heal']);
    expect(planned.targets[0]?.actions[0]?.reason).toBe('no longer placed here');
    await expect(apply(planned, [spike()])).rejects.toMatchObject({
      code: 'STALE_PLAN',
      message: 'scenario "spike" is placed in target "customer-a" since the plan was made',
    });
    const { failures } = await apply(planned, [spike()], less);
    expect(failures).toEqual([]);
    for (const customer of [customers[0]!, customers[2]!, customers[3]!])
      expect(await checksumOf(databaseOf(customer), customer)).toBe(originals.get(customer.name));
    const back = await plan([spike()]);
    expect(actionsOf(back)).toEqual([
      'inject',
      'replace',
      'inject',
      'inject',
      ...Array.from({ length: 5 }, () => 'keep'),
      '',
    ]);
    expect((await apply(back, [spike()])).failures).toEqual([]);
  });

  it('is refused where a binding is wrong, optional or not, with both places', async () => {
    const wrong = targetsOf((text) =>
      text.replace('"gesamtbetrag"', '"gesamt"').replace('"tblSalesHdr"', '"tblSalesHd"'),
    );
    const refused = async (needs?: string) => {
      const { failures = [] } = await plan([spike(needs)], wrong);
      return failures.flatMap(({ problems }) => problems);
    };
    const wrongNames = [
      'UNKNOWN_TABLE no table "tblSalesHd" in database "test"; target "customer-c" binds role fact to tblSalesHd (faultline.yaml:7:77)',
      'UNKNOWN_COLUMN table main.bestellungen has no column "gesamt"; target "customer-d" binds amount of role fact to gesamt (faultline.yaml:8:123)',
    ];
    const inWords = ({ code, message }: { readonly code: string; readonly message: string }) =>
      `${code} ${message.replace(/database "\w+"/, 'database "test"')}`;
    const problems = await refused();
    expect(problems.map(inWords)).toEqual(wrongNames);
    expect(problems.map(({ place }) => place && formatPlace(place))).toEqual(
      wrongNames.map(() => 'scenarios/spike.yaml:6:9'),
    );
    expect(problems[0]?.hint).toBe('Did you mean "tblSalesHdr"?');
    expect(placementsInWords(await plan([spike()], wrong))).toEqual([
      'spike: placed in 7 of 10 targets; not in customer-j (role fact is not bound), customer-c (could not be planned), customer-d (could not be planned)',
    ]);
    expect((await refused('needs: [time, amount]')).map(inWords)).toEqual([
      ...wrongNames,
      'UNBOUND_ROLE target "customer-j" does not bind role fact',
    ]);
  });

  it('leaves every customer as it was when it is rolled back', async () => {
    for (const customer of customers) {
      const database = databaseOf(customer);
      const connection = await database.connect();
      if (customer.name !== 'customer-j') await benchFor(database).rollback(connection);
      await connection.close();
      expect(await checksumOf(database, customer)).toBe(originals.get(customer.name));
    }
  });

  it('stays where it is while the column that plays an optional role has another name by an anomaly', async () => {
    const renamed = parseScenario(
      `apiVersion: faultline/v1
kind: Scenario
name: renamed
target: customer-*
roles: {fact: {needs: [amount], optional: true}}
steps:
  - id: renamed
    anomaly: column-renamed
    table: \${fact}
    column: \${fact.amount}
    with: {to: "\${fact.amount}_old"}
`,
      'scenarios/renamed.yaml',
      catalog,
    );
    const targets = [targetsOf()[1]!];
    const planned = await plan([renamed], targets);
    expect((await apply(planned, [renamed], targets)).failures).toEqual([]);
    expect((await active(customers[1]!)).labels).toMatchObject([{ before: 'TotalDue', after: 'TotalDue_old' }]);
    expect(actionsOf(await plan([renamed], targets))).toEqual(['keep']);
    const connection = await databaseOf(customers[1]!).connect();
    await benchFor(databaseOf(customers[1]!)).rollback(connection);
    await connection.close();
    expect(await checksumOf(databaseOf(customers[1]!), customers[1]!)).toBe(originals.get('customer-b'));
  });

  it('may hold as many anomalies as the customers have roles for, and no step is written twice', async () => {
    const members = [
      'anomaly: null-spike, table: "${customer}", column: "${customer.email}", during: all, volume: 2 rows',
      'anomaly: typo, table: "${customer}", column: "${customer.email}", during: all, volume: 2 rows',
      'anomaly: category-swap, table: "${customer}", column: "${customer.country}", during: all, volume: 2 rows',
      'anomaly: outlier, table: "${fact}", column: "${fact.amount}", volume: 2 rows',
      'anomaly: level-shift, table: "${fact}", column: "${fact.amount}", during: {column: "${fact.time}", last: 3 days}',
      'anomaly: duplicate-row, table: "${fact}", volume: 2 rows',
      'anomaly: volume-drop, table: "${fact}", during: {column: "${fact.time}", last: 2 days}',
      'anomaly: stale-table, table: "${fact}", during: {column: "${fact.time}", from: latest - 1 day}',
    ];
    const steps = members.map((each, index) => `  - {id: s${index + 1}, ${each}}`);
    const roles = 'roles: {fact: {needs: [time, amount], optional: true}, customer: {needs: [email, country]}}';
    const head = ['apiVersion: faultline/v1', 'kind: Scenario', 'name: all', 'target: customer-*', roles, 'steps:'];
    const everything = parseScenario([...head, ...steps, ''].join('\n'), 'scenarios/all.yaml', catalog);
    const three = [1, 3, 5];
    const targets = targetsOf();
    const planned = await plan(
      [everything],
      targets,
      three.map((index) => targets[index]!),
    );
    expect(planned.failures).toBeUndefined();
    const changed = planned.targets.map(
      ({ actions }) =>
        actions.flatMap((action) => ('steps' in action ? action.steps.filter(({ frozen }) => frozen.rows > 0) : []))
          .length,
    );
    expect(changed).toEqual([8, 8, 8]);
    expect((await apply(planned, [everything])).failures).toEqual([]);
    for (const customer of three.map((index) => customers[index]!)) {
      const database = databaseOf(customer);
      const connection = await database.connect();
      const [undone] = await benchFor(database).rollback(connection);
      expect(undone?.restored).toBeGreaterThan(10);
      await connection.close();
      expect(await checksumOf(database, customer)).toBe(originals.get(customer.name));
    }
  });
});
