import { expect, test } from 'vitest';
import type { FaultlineError } from '../../../src/model/errors.ts';
import { ProblemsError } from '../../../src/model/errors.ts';
import { shop, withBroken } from './broken.ts';

/** What is wrong with steps, of which the first stands in line 8. */
async function problemsOf(steps: readonly string[]): Promise<readonly FaultlineError[]> {
  const written = steps.map((step, index) => `- {id: s${index + 1}, ${step}}`).join('\n');
  const error: unknown = await withBroken(shop, written, () => undefined).catch((reason: unknown) => reason);
  if (error instanceof ProblemsError) return error.problems;
  return [error as FaultlineError];
}

test('all steps that name what is not there are told at once, before a row is made', async () => {
  const problems = await problemsOf([
    'anomaly: null-spike, table: custommers, column: email',
    'anomaly: null-spike, table: customers, column: emial',
    'anomaly: null-spike, table: public.orders, column: note',
  ]);
  expect(problems.map(({ code, message, hint }) => ({ code, message, hint }))).toEqual([
    { code: 'UNKNOWN_TABLE', message: 'the data set has no table custommers', hint: 'Did you mean "customers"?' },
    { code: 'UNKNOWN_COLUMN', message: 'the table customers has no column emial', hint: 'Did you mean "email"?' },
    { code: 'UNKNOWN_TABLE', message: 'the data set has no table public.orders', hint: expect.anything() as unknown },
  ]);
  expect(problems.map(({ place }) => [place!.file, place!.line])).toEqual([
    ['shop.yaml', 8],
    ['shop.yaml', 9],
    ['shop.yaml', 10],
  ]);
});

test('what planning refuses is told at the place of the step, in the words of the file', async () => {
  const [first, second, third] = await problemsOf([
    'anomaly: outlier, table: customers, column: email',
    'anomaly: null-spike, table: orders, column: note, where: "amuont > 3"',
    'anomaly: typo, table: customers, column: id',
  ]);
  expect(first).toMatchObject({ code: 'UNSUITABLE_COLUMN', place: { file: 'shop.yaml', line: 8 } });
  expect(first!.message).toMatch(/^column "email" of customers /);
  expect(second).toMatchObject({ code: 'INVALID_WHERE', place: { line: 9 } });
  expect(third!.place!.line).toBe(10);
  for (const { hint = '', message } of [first!, second!, third!]) {
    expect(hint).not.toContain('inspect');
    expect(`${message} ${hint}`).not.toMatch(/main\.|_fl_|fl_/);
  }
});

test('columns with names of our own are refused where tables are broken', async () => {
  await expect(
    withBroken(
      'items: {rows: 10, columns: {_fl_bad: {type: integer}, size: {type: integer}}}',
      '- {id: lost, anomaly: null-spike, table: items, column: size}',
      () => undefined,
    ),
  ).rejects.toMatchObject({ problems: [{ code: 'INVALID_VALUE', place: { line: 10 } }] });
});
