import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLabels } from '../../../src/run/read-labels.ts';
import { createFilesDatabase } from '../../support/files-database.ts';
import { benchFor, scenarioOf } from '../../run/workbench.ts';

const text = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', '0', ' ', ',', ';', '"', '\n', '\r\n', 'é', '😀', '.', '-'), maxLength: 8 }),
  fc.constantFrom('', '007', '1.50', '2024-05-01', 'NULL', '""', '"'),
);
const form = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  hasMark: fc.boolean(),
  isEnded: fc.boolean(),
  quotesAll: fc.boolean(),
});
const records = fc.array(fc.tuple(text, text), { minLength: 3, maxLength: 12 });

it(
  'whatever a CSV file holds, rows that are not chosen keep their bytes, and all come back',
  { timeout: 120_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(records, form, async (values, { delimiter, lineEnd, hasMark, isEnded, quotesAll }) => {
        const field = (value: string) =>
          quotesAll || /[\s,;|"]/.test(value) || value === '' ? `"${value.replaceAll('"', '""')}"` : value;
        const recordsOf = (chosen: readonly string[]) =>
          values.map(([one, other], index) =>
            [`k${index}`, field(one), chosen.includes(`k${index}`) ? '' : field(other), 'x'].join(delimiter),
          );
        const head = `${hasMark ? '\u{feff}' : ''}${['key', 'one', 'other', 'last'].join(delimiter)}`;
        const written = (lines: readonly string[]) => `${[head, ...lines].join(lineEnd)}${isEnded ? lineEnd : ''}`;
        const content = written(recordsOf([]));
        const database = await createFilesDatabase({ 'a.csv': content });
        try {
          const bench = benchFor(database);
          const scenario = scenarioOf(
            'one',
            '- {id: s, anomaly: null-spike, table: a, column: other, during: all, volume: 50%}',
          );
          const [target] = await bench.converge([scenario]);
          const after = await readFile(join(database.folder, 'a.csv'), 'utf8');
          const chosen: string[] = [];
          for await (const { key } of readLabels(await database.connect(), target!.injected[0]!)) chosen.push(key);
          expect(chosen).toHaveLength(Math.round(values.length * 0.5));
          expect(after).toBe(written(recordsOf(chosen)));
          await bench.rollback(await database.connect(), 'one');
          expect(await readFile(join(database.folder, 'a.csv'), 'utf8')).toBe(content);
        } finally {
          await database.drop();
        }
      }),
      { numRuns: 15 },
    );
  },
);
