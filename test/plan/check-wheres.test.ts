import { describe, expect, it } from 'vitest';
import { checkWheres } from '../../src/plan/check-wheres.ts';
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
    await expect(checkWheres({ ...project, targets }, [paid])).resolves.toBeUndefined();
    await expect(checkWheres({ ...project, targets }, [paid, second])).rejects.toMatchObject({
      problems: [{ code: 'UNSAFE_WHERE', place: { file: 'scenarios/second.yaml' } }],
    });
  });

  it('are left to the plan where the URL is wholly a secret', async () => {
    const targets = [{ ...shop, url: '${env:SHOP_URL}' }];
    await expect(checkWheres({ ...project, targets }, [second])).resolves.toBeUndefined();
  });
});
