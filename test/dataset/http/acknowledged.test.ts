import fc from 'fast-check';
import { expect, it } from 'vitest';
import { acknowledgedSchema, openAccount, type Acknowledged } from '../../../src/dataset/http/acknowledged.ts';
import { checkSchema } from '../../../src/scenario/schema-check.ts';

const asJson = (state: Acknowledged) => JSON.parse(JSON.stringify(state)) as Acknowledged;

it('knows exactly the batches that were acknowledged, in any order, across any number of runs', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 60 }), fc.nat(60), (batches, kill) => {
      let account = openAccount();
      for (const [index, batch] of batches.entries()) {
        if (index === kill) account = openAccount(asJson(account.state()));
        account.add(batch, 10);
      }
      const known = new Set(batches);
      for (let batch = 0; batch <= 45; batch += 1) expect(account.has(batch)).toBe(known.has(batch));
      expect(account.state().rows).toBe(known.size * 10);
    }),
  );
});

it('has one spelling for each set: stretches in order, apart from each other, above all that is below', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(40)), (batches) => {
      const account = openAccount();
      for (const batch of batches) account.add(batch, 1);
      const state = account.state();
      expect(checkSchema(acknowledgedSchema, asJson(state), [])).toEqual([]);
      let end = state.before;
      for (const [from = 0, to = 0] of state.beyond) {
        expect(from).toBeGreaterThan(end);
        expect(to).toBeGreaterThan(from);
        end = to;
      }
    }),
  );
});

it('has no more stretches than there are requests in flight', () => {
  const account = openAccount();
  for (let batch = 1; batch < 10_000; batch += 1) account.add(batch, 1);
  expect(account.state()).toEqual({ before: 0, beyond: [[1, 10_000]], rows: 9_999 });
  account.add(0, 1);
  expect(account.state()).toEqual({ before: 10_000, beyond: [], rows: 10_000 });
});
