import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ProblemsError } from '../../src/model/errors.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Limits } from '../../src/model/scenario.ts';
import { benchFor, scenarioOf, shop, type Bench } from '../run/workbench.ts';
import { testEngines, type TestDatabase } from '../support/engines.ts';
import { run } from '../support/statements.ts';
import { plannedSteps } from './planned-steps.ts';
import { refusalOf } from './refusal.ts';
import { refusals, refusedTables } from './refused-steps.ts';

describe.each(testEngines)('on $name a plan refuses', (engine) => {
  let database: TestDatabase;
  let connection: Connection;
  let bench: Bench;

  beforeAll(async () => {
    database = await engine.createDatabase();
    connection = await database.connect();
    const generated = engine.name === 'postgres' ? 'stored' : 'virtual';
    await run(connection, ...refusedTables.map((each) => each.replace('GENERATED', generated)));
    bench = benchFor(database);
  });
  afterAll(() => database.drop());

  it.each(refusals)('%s', async (_, step, code, message, key) => {
    const scenario = scenarioOf('refused', `- {id: s, anomaly: ${step}}`);
    const problem = await refusalOf(() => bench.plan([scenario]));
    expect(problem).toMatchObject({
      code,
      exitCode: 3,
      place: scenario.placeOf(['steps', 0, ...(key === '' ? [] : [key])]),
    });
    expect(`${problem.message} ${problem.hint}`).toMatch(message);
  });

  it.each(["balance = 'much'", 'email || country'])('a condition that means nothing: %s', async (where) => {
    const scenario = scenarioOf(
      'refused',
      `- {id: s, anomaly: null-spike, table: customers, column: email, where: "${where}"}`,
    );
    const problem = await refusalOf(() => bench.plan([scenario]));
    expect(['INVALID_WHERE', 'VALUE_OUT_OF_RANGE']).toContain(problem.code);
    expect(problem.place).toMatchObject({ file: scenario.path, line: 7 });
  });

  it.each(['101%', '-5%', '0.05', '.nan', '1e3'])(
    'a volume of %s, before anything is asked of the database',
    (volume) => {
      const step = `- {id: s, anomaly: null-spike, table: customers, column: email, volume: ${volume}}`;
      expect(() => scenarioOf('refused', step)).toThrow(ProblemsError);
    },
  );

  it('all steps of all files at once', async () => {
    const one = scenarioOf(
      'one',
      '- {id: s, anomaly: null-spike, table: custmers, column: email}\n- {id: t, anomaly: null-spike, table: customers, column: mail}',
    );
    const two = scenarioOf(
      'two',
      '- {id: s, anomaly: typo, table: customers, column: balance}\n- {id: t, anomaly: null-spike, table: customers, column: email}',
    );
    const error = await bench.plan([one, two]).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemsError);
    expect((error as ProblemsError).problems.map(({ code, place }) => `${code} ${place!.file}:${place!.line}`)).toEqual(
      [
        'UNKNOWN_TABLE scenarios/one.yaml:7',
        'UNKNOWN_COLUMN scenarios/one.yaml:8',
        'UNSUITABLE_COLUMN scenarios/two.yaml:7',
      ],
    );
  });

  it.each<readonly [Limits, string, RegExp]>([
    [{ rows: 5 }, '50%', /scenario "limited" would touch 10 rows, the limit is 5/u],
    [{ fraction: 0.2 }, '21%', /scenario "limited" would touch 20 % of \w+\.customers|21 %/u],
  ])('what exceeds the limit %o', async (limits, volume, message) => {
    const step = `- {id: s, anomaly: null-spike, table: customers, column: email, volume: ${volume}}`;
    const options = { targets: [{ ...shop, limits }] };
    if ('rows' in limits) {
      const problem = await refusalOf(() => bench.plan([scenarioOf('limited', step)], options));
      expect(problem).toMatchObject({ code: 'LIMIT_EXCEEDED', exitCode: 3 });
      expect(problem.message).toMatch(message);
    } else {
      // 21 % of 20 rows are 4 rows: exactly the limit.
      expect(plannedSteps(await bench.plan([scenarioOf('limited', step)], options))[0]!.frozen.rows).toBe(4);
      const more = scenarioOf('limited', step.replace('21%', '25%'));
      expect(await refusalOf(() => bench.plan([more], options))).toMatchObject({
        code: 'LIMIT_EXCEEDED',
        message: expect.stringMatching(/would touch 25 % of \w+\.customers, the limit is 20 %/u) as unknown,
      });
    }
  });

  it('what exceeds the limit of the scenario, steps of one table together', async () => {
    const steps = ['a', 'b']
      .map(
        (id) =>
          `- {id: ${id}, anomaly: null-spike, table: customers, column: ${id === 'a' ? 'email' : 'balance'}, volume: 3 rows}`,
      )
      .join('\n');
    const limited = (limits: string) => scenarioOf('limited', steps, `limits: {${limits}}`);
    expect(plannedSteps(await bench.plan([limited('rows: 6, fraction: 30%')]))).toHaveLength(2);
    for (const limits of ['rows: 5', 'fraction: 29%']) {
      const scenario = limited(limits);
      expect(await refusalOf(() => bench.plan([scenario]))).toMatchObject({
        code: 'LIMIT_EXCEEDED',
        place: scenario.placeOf(['limits']),
      });
    }
  });

  it.each(['customers', '*.customers', 'cust*', '*'])('the protected table that %s names', async (pattern) => {
    const scenario = scenarioOf('protected', '- {id: s, anomaly: null-spike, table: customers, column: email}');
    const problem = await refusalOf(() =>
      bench.plan([scenario], { targets: [{ ...shop, protect: ['public.payments', pattern] }] }),
    );
    expect(problem).toMatchObject({
      code: 'PROTECTED_TABLE',
      exitCode: 3,
      place: scenario.placeOf(['steps', 0, 'table']),
    });
    expect(problem.message).toContain(`(protect: ${pattern})`);
  });

  it('nothing that merely looks like it', async () => {
    const scenarios = [
      scenarioOf(
        'fine',
        '- {id: s, anomaly: null-spike, table: orders, column: code, during: all}\n- {id: t, anomaly: category-swap, table: orders, column: code, during: all}',
      ),
      scenarioOf(
        'fine-too',
        `- {id: s, anomaly: null-spike, table: members, column: email, where: "email <> ';) --'"}`,
      ),
      scenarioOf('fine-as-well', '- {id: s, anomaly: duplicate-row, table: settings}'),
    ];
    const plan = await bench.plan(scenarios, { targets: [{ ...shop, protect: ['order', 'x.orders', 'customers'] }] });
    expect(plannedSteps(plan).map(({ frozen }) => frozen.rows)).toEqual([8, 4, 0, 0]);
  });

  it('a condition that never ends, after the statement’s time', async () => {
    const endless =
      '(with recursive counted (n) as (select 1 union all select n + 1 from counted where n > 0) select max(n) from counted) > customers_id';
    const scenario = scenarioOf(
      'endless',
      `- {id: s, anomaly: null-spike, table: customers, column: email, where: "${endless.replace('customers_id', 'id')}"}`,
    );
    const open = () => database.connect({ readOnly: true, statementTimeout: 1 });
    await expect(bench.plan([scenario], { open })).rejects.toMatchObject({ code: 'STATEMENT_TIMEOUT' });
  });

  it('and warns where no row matches, where the table is nearly gone, and in production', async () => {
    const warningsOf = async (keys: string, environment: 'test' | 'production' = 'test') => {
      const plan = await bench.plan([scenarioOf('warned', `- {id: s, anomaly: ${keys}}`)], {
        targets: [{ ...shop, environment }],
      });
      return plannedSteps(plan)[0]!.warnings;
    };
    expect(await warningsOf(`null-spike, table: customers, column: email, where: "country = 'XX'"`)).toEqual([
      'no row matches: nothing to change',
    ]);
    expect(await warningsOf('null-spike, table: customers, column: email, volume: 1%')).toEqual([
      'the volume of 20 eligible rows rounds to no row',
    ]);
    expect(await warningsOf('null-spike, table: customers, column: email, volume: 30 rows')).toEqual([
      'the volume asks for 30 rows, and only 20 are eligible',
      'touches 100 % of the table',
    ]);
    expect(await warningsOf('null-spike, table: customers, column: email, volume: 50%')).toEqual([
      'touches 50 % of the table',
    ]);
    expect(await warningsOf('null-spike, table: customers, column: email, volume: 5%', 'production')).toEqual([
      'this is production',
    ]);
    expect(await warningsOf('volume-drop, table: customers, volume: 10%')).toEqual([
      'removes 1 row; the snapshot keeps them until the rollback',
      '10 rows are left out because other rows refer to them',
    ]);
    expect(await warningsOf('null-spike, table: customers, column: email, volume: 5%, where: "random() < 2"')).toEqual([
      '`where` may give another answer each time it is asked: apply may find the plan stale',
    ]);
  });
});
