import { expect, test } from 'vitest';
import { judgeSchema } from '../../src/monitor/schema.ts';

test.each([
  ['rename column', true, true],
  ['add column', true, true],
  ['drop column', true, true],
  ['retype column', true, false],
  ['reorder columns', false, true],
] as const)('of %s Elementary says %s, a list of names in their order %s', (change, schema, order) => {
  expect(judgeSchema(change)).toMatchObject([
    { monitor: 'schema', fires: schema },
    { monitor: 'column order', fires: order },
  ]);
});

test('a table that is gone is noticed by whoever reads it', () => {
  expect(judgeSchema('rename table')).toMatchObject([{ monitor: 'schema', fires: true }]);
});
