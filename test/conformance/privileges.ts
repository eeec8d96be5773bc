import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTexts } from '../plan/replay.ts';
import { benchFor, scenarioOf } from '../run/workbench.ts';
import type { TestDatabase } from '../support/engines.ts';
import type { Conforming } from './conforming.ts';
import { inShop, loadOrders } from './shop.ts';

const emails = scenarioOf(
  'unknown-emails',
  '- {id: emails, anomaly: null-spike, table: orders, column: email, during: all, volume: 10 rows}',
);

/** What a user lacks is said in the plan, and refused before anything is written. */
export function privileges({ engine, readerOf }: Conforming): void {
  describe.skipIf(readerOf === undefined)('a user who may only read', () => {
    let database: TestDatabase;

    beforeAll(async () => {
      database = await engine.createDatabase();
      await loadOrders(await database.connect());
    });
    afterAll(() => database.drop());

    it('is told in the plan what is missing, and refused before anything is changed', async () => {
      const owner = await database.connect();
      const orders = inShop(owner, 'orders');
      const before = await readTexts(owner, orders);
      const reader = await readerOf!(database);
      expect(await reader.missingPrivileges(orders, ['select', 'update', 'insert', 'delete', 'alter'])).toEqual([
        'update',
        'insert',
        'delete',
        'alter',
      ]);
      const bench = benchFor(database);
      const scenarios = [emails];
      const plan = await bench.plan(scenarios, { open: () => readerOf!(database) });
      const [action] = plan.targets[0]!.actions;
      expect(action).toMatchObject({ action: 'inject' });
      expect(action?.action === 'inject' && action.steps[0]!.warnings.join(' ')).toContain('lacks update');
      await expect(bench.apply(scenarios, plan, { open: () => readerOf!(database) })).rejects.toMatchObject({
        code: 'PERMISSION_DENIED',
        hint: expect.stringContaining('update'),
      });
      await reader.close();
      expect(await readTexts(await database.connect(), orders)).toEqual(before);
    });
  });
}
