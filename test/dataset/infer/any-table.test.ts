import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { testDatabase } from '../../support/test-database.ts';
import { rowsOf, sourcesOf } from '../dataset-of.ts';
import { inferred } from './inferred.ts';

/** Columns of every kind, as SQL of DuckDB over `i`, the number of the row, and `r`, a random whole number. */
const columns = [
  'i::integer',
  '(r % 3)::tinyint',
  '(r % 100000 - 50000)::integer',
  '9007199254740000 + i',
  '170141183460469231731687303715884105::hugeint - r',
  '42',
  'null::integer',
  '(r / 1e12)::double',
  "case r % 4 when 0 then 'nan'::double when 1 then 'infinity'::double else r end",
  '1e200 * r',
  '(r % 1000)::decimal(5, 2)',
  '(r % 7)::decimal(38, 20)',
  '(r % 1000 - 999)::decimal(18, 0)',
  "date '2026-01-31' - (r % 4000)::integer",
  "timestamp '0001-01-01' + to_hours((r % 90000)::integer)",
  "timestamp '9999-12-31' - to_microseconds(r)",
  "timestamptz '2026-05-05 12:00:00+02' + to_seconds(r % 100000)",
  "time '10:00' + to_seconds(r % 1000)",
  'r % 2 = 0',
  'null::boolean',
  'uuid()',
  "'x'",
  "''",
  'chr(65 + (r % 26)::integer)',
  "'Ünï ' || r",
  "format('{}: {{}} #{}', 'a,b', r)",
  "'line' || chr(10) || r",
  "format('user{}@mail.test', r)",
  "format('{}.{}.{}.{}', r % 250, r % 7, 3, 4)",
  "repeat('lorem ipsum ', 1 + (r % 300)::integer)",
  "case when r % 2 = 0 then 'null' else '~' end",
  "case when r % 2 = 0 then '1' else '007' end",
  '[r, i]',
  "{'a': r}",
  "'\\xAA'::blob",
  'to_days((r % 30)::integer)',
] as const;

const names = [
  'id',
  'name',
  'on',
  '1',
  'a b',
  'Größe',
  'x"y',
  'total',
  'email',
  'city',
  'null',
  'select',
  'customer_id',
  '%',
];

it('whatever a table holds, its proposal is read, and makes as many rows with the same columns', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 10 }),
      fc.array(fc.nat(columns.length - 1), { minLength: 10, maxLength: 10 }),
      fc.constantFrom(0, 1, 2, 25, 300),
      fc.constantFrom(0, 3, 100),
      fc.boolean(),
      async (titles, kinds, rows, nullsOf, withValues) => {
        const path = join(tmpdir(), `faultline-any-${randomUUID()}.duckdb`);
        const instance = await DuckDBInstance.create(path);
        const connection = await instance.connect();
        const values = titles.map((title, index) => {
          const value = columns[kinds[index]!]!;
          const own =
            nullsOf === 0 ? value : `case when (i * 7919 + ${index}) % 101 < ${nullsOf} then null else ${value} end`;
          return `${own} as "${title.replaceAll('"', '""')}"`;
        });
        await connection.run(
          `create table facts as select ${values.join(', ')} from (select i, (i * 2654435761 % 1000003)::bigint as r from range(${rows}) t(i))`,
        );
        connection.closeSync();
        instance.closeSync();
        const database = testDatabase(`duckdb:${path}`, {
          copy: () => Promise.reject(new Error('not copied')),
          remove: () => rm(path, { force: true }),
        });
        try {
          const { dataset } = await inferred(database, { withValues });
          const [table] = dataset.tables;
          expect(table!.columns.map(({ name }) => name).toSorted()).toEqual(titles.toSorted());
          const [source] = await sourcesOf(dataset);
          expect(await rowsOf(source!)).toHaveLength(rows);
        } finally {
          await database.drop();
        }
      },
    ),
    { numRuns: 15 },
  );
});
