import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createFilesDatabase } from '../../support/files-database.ts';
import { inferred } from './inferred.ts';

/** Texts that no proposal holds for another reason: each has a letter that no word of a Dataset file has beside a digit. */
const word = fc
  .tuple(fc.string({ minLength: 3, maxLength: 12, unit: 'grapheme-ascii' }), fc.integer({ min: 100, max: 999 }))
  .map(([text, number]) => `q${text.replaceAll(/["\r\n\\]/g, 'x')}${number}`);

const row = fc.record({
  code: word,
  label: fc.constantFrom('Qadr77', 'Qbel88', 'Qcor99'),
  // Not what ends of ranges are rounded to, nor beside it.
  amount: fc.integer({ min: 1000, max: 9999 }).map((amount) => amount * 1000 + 457),
  price: fc.integer({ min: 1234, max: 98_765 }).map((price) => `${price}.457`),
  day: fc
    .date({ min: new Date('1971-02-03'), max: new Date('2023-11-29'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 19)),
  due: fc
    .date({ min: new Date('1971-02-03'), max: new Date('2023-11-29'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10)),
  email: word.map((text) => `${text.replaceAll(/[^a-z0-9]/gi, '')}@qmail.test`),
});

it('no value of the source of four characters or more stands in a proposal', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 2, maxLength: 40 }), async (rows) => {
      const header = Object.keys(rows[0]!).join(',');
      const lines = rows.map((each) =>
        Object.values(each)
          .map((value) => `"${value}"`)
          .join(','),
      );
      const source = await createFilesDatabase({ 'facts.csv': `${header}\n${lines.join('\n')}\n` });
      const { text } = await inferred(source);
      const told = text.split(/[\s{}[\],:"]+/);
      for (const each of rows) {
        for (const value of [each.code, each.label, each.email]) expect(text).not.toContain(value);
        for (const value of [String(each.amount), each.price, each.day, each.due]) expect(told).not.toContain(value);
      }
      await source.drop();
    }),
    { numRuns: 12 },
  );
});
