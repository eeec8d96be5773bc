import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuseEndMarks } from '../../../src/engine/postgres/end-marks.ts';
import type { Connection } from '../../../src/model/engine.ts';
import type { LoadColumn } from '../../../src/model/load.ts';
import { postgres, type TestDatabase } from '../../support/engines.ts';
import { sourceOf } from '../../support/load-source.ts';
import { rows, run } from '../../support/statements.ts';

describe('a COPY into PostgreSQL', () => {
  const columns: readonly LoadColumn[] = [
    { name: 'id', type: 'integer', isNullable: false },
    { name: 'amount', type: 'decimal', isNullable: true },
  ];
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await postgres.createDatabase();
    connection = await database.connect({ statementTimeout: 1 });
    await run(connection, 'create table orders (id integer primary key, amount numeric(6,2))');
  });
  afterAll(() => database.drop());

  const orders = { schema: 'public', name: 'orders' };

  it('names line and column of what it cannot take', async () => {
    await connection.begin('read write');
    const load = connection.loading.load(
      orders,
      sourceOf(columns, () => [
        ['1', '1.50'],
        ['2', 'much'],
      ]),
    );
    await expect(load).rejects.toMatchObject({
      code: 'VALUE_OUT_OF_RANGE',
      message: expect.stringContaining('(line 2, column "amount")'),
    });
    await connection.rollback();
  });

  it('may take longer than a statement, and no statement behind it may', async () => {
    const slow = {
      ...sourceOf(columns, () => []),
      async *csv() {
        for (let id = 1; id <= 4; id += 1) {
          await new Promise((resolve) => setTimeout(resolve, 400));
          yield Buffer.from(`${id},2.50\n`);
        }
      },
    };
    await connection.begin('read write');
    expect(await connection.loading.load(orders, slow)).toBe(4);
    expect(await rows(connection, 'show statement_timeout')).toEqual([{ statement_timeout: '1s' }]);
    await connection.rollback();
  });
});

describe('a line that PostgreSQL before 18 takes for the end', () => {
  const outcome = async (text: string, size: number): Promise<string> => {
    async function* pieces() {
      const bytes = Buffer.from(text);
      for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
    }
    try {
      let read = '';
      for await (const chunk of refuseEndMarks(pieces())) read += Buffer.from(chunk).toString('latin1');
      return Buffer.from(read, 'latin1').toString();
    } catch (error) {
      return (error as { code: string }).code;
    }
  };

  it('is refused wherever the bytes are cut, and no other is', async () => {
    const text = fc.array(fc.constantFrom('\\', '.', '\n', '\r', '"', ',', 'é')).map((parts) => `${parts.join('')}\n`);
    await fc.assert(
      fc.asyncProperty(text, fc.integer({ min: 1, max: 6 }), async (csv, size) => {
        const isEnd = /(?:^|\n)\\\.[\r\n]/.test(csv);
        expect(await outcome(csv, size)).toBe(isEnd ? 'UNSUPPORTED' : csv);
      }),
      {
        numRuns: 400,
        examples: [
          ['\\.\n', 1],
          ['a\n\\.\n', 2],
          ['"\\.",x\n', 3],
          ['\\.x\n', 2],
        ],
      },
    );
  });
});
