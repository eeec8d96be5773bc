import { describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import { checkWheres } from '../../src/plan/check-wheres.ts';
import type { Target } from '../../src/model/project.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { scenarioOf, shop } from '../run/workbench.ts';

const project = { name: 'acme-dq', root: '/', scenarios: [], keepSnapshots: { amount: 7, unit: 'day' as const } };
const paid = scenarioOf(
  'paid',
  '- {id: step, anomaly: null-spike, table: orders, column: note, where: "status = \'paid\'"}',
);
const second = scenarioOf(
  'second',
  '- {id: step, anomaly: null-spike, table: orders, column: note, where: "1 = 1; drop table orders"}',
);

describe('the wheres of scenario files, without a database', () => {
  it.each(['postgres://shop@localhost/shop', 'duckdb:shop.duckdb'])('are read as %s reads them', async (url) => {
    const targets = [{ ...shop, url }];
    await expect(checkWheres({ ...project, targets }, [paid], catalog)).resolves.toBeUndefined();
    await expect(checkWheres({ ...project, targets }, [paid, second], catalog)).rejects.toMatchObject({
      problems: [{ code: 'UNSAFE_WHERE', place: { file: 'scenarios/second.yaml' } }],
    });
  });

  it('are left to the plan where the URL is wholly a secret', async () => {
    const targets = [{ ...shop, url: '${env:SHOP_URL}' }];
    await expect(checkWheres({ ...project, targets }, [second], catalog)).resolves.toBeUndefined();
  });

  it('are read with the names of each target in place of roles', async () => {
    const roles = (where: string, head = '') =>
      scenarioOf(
        'roles',
        `- {id: step, anomaly: null-spike, table: "\${fact}", column: "\${fact.note}", where: "${where}"}`,
        `roles: {fact: {needs: [note]${head}}}`,
      );
    const bind = { fact: { table: 'dbo.Orders', columns: { note: 'Note" or 1=1 --' }, placeOf: () => place } };
    const place = { file: 'faultline.yaml', line: 9, column: 5 };
    const bound = { ...shop, url: 'postgres://shop@localhost/shop', bind };
    const check = (scenario: Scenario, target: Target) =>
      checkWheres({ ...project, targets: [target] }, [scenario], catalog);
    await expect(check(roles("${fact.note} <> ''"), bound)).resolves.toBeUndefined();
    await expect(check(roles("${fact.note} <> '' -- all"), bound)).rejects.toMatchObject({
      code: 'UNSAFE_WHERE',
      message: expect.stringContaining('note of role fact to Note" or 1=1 -- (faultline.yaml:9:5)') as string,
    });
    await expect(check(roles("${fact.note} <> ''"), { ...bound, bind: {} })).rejects.toMatchObject({
      code: 'UNBOUND_ROLE',
      message: 'target "shop" does not bind role fact',
    });
    await expect(
      check(roles("${fact.note} <> ''", ', optional: true'), { ...bound, bind: {} }),
    ).resolves.toBeUndefined();
  });

  it.each(['postgres://h/d', 'mysql://h/d', 'mariadb://h/d', 'sqlserver://h/d', 'oracle://h/d', 'duckdb:d'])(
    'hold names of bindings as quoted names, whatever they are, for %s',
    async (url) => {
      const place = { file: 'faultline.yaml', line: 9, column: 5 };
      const names = { plain: 'Total Due', odd: 'a"b`c]d\'e;--' };
      const bind = { fact: { table: '"my.schema"."Sales; Hdr"', columns: names, placeOf: () => place } };
      const scenario = scenarioOf(
        'names',
        `- {id: s, anomaly: null-spike, table: "\${fact}", column: "\${fact.odd}", where: "\${fact.plain} > 0 and \${fact.odd} in (select 1 from \${fact})"}`,
        'roles: {fact: {needs: [plain, odd]}}',
      );
      const check = (columns: typeof names) =>
        checkWheres(
          { ...project, targets: [{ ...shop, url, bind: { fact: { ...bind.fact, columns } } }] },
          [scenario],
          catalog,
        );
      await expect(check({ ...names, odd: names.odd.replace('"', '') })).resolves.toBeUndefined();
      if (url.startsWith('oracle'))
        await expect(check(names)).rejects.toMatchObject({ code: 'UNSUPPORTED', problems: [{ place }] });
      else await expect(check(names)).resolves.toBeUndefined();
    },
  );
});
