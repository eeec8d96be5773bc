import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/model/engine.ts';
import type { Table } from '../../src/model/table.ts';
import { column, name, sql } from '../../src/sql/sql.ts';
import { readTexts } from '../plan/replay.ts';
import type { Conforming } from './conforming.ts';
import { createTable } from './shop.ts';
import { perform, stageOf, type Stage } from './stage.ts';

/** Texts that collations take for one another. An engine whose empty text is NULL has no second one. */
const words = ['a', 'A', 'á', 'ä', 'ae', 'a ', ' a', 'ß', 'ss', 'İ', 'i', 'I', 'ı', '1', '01', 'ﬁ', 'fi', '😀', '😁'];

/** Values are compared byte by byte, and NULL with NULL, whatever the column's collation. */
export function comparison({ engine, wordType }: Conforming): void {
  describe('comparison', () => {
    let stage: Stage;
    let table: Table;

    beforeAll(async () => {
      stage = await stageOf(await engine.createDatabase(), (connection) =>
        createTable(
          connection,
          'words',
          { id: connection.dialect.ledgerTypes.integer, word: wordType },
          [...words, null, null].map((word, index) => [String(index + 1), word]),
        ),
      );
      table = (await stage.connection.describeTable(stage.table))!;
    });
    afterAll(() => stage.database.drop());

    it('takes only the same bytes for the same text, and NULL for NULL', async () => {
      expect(await samePairs(stage.connection, table)).toEqual([
        ...words.map((_, index) => `${index + 1}=${index + 1}`),
        ...[1, 2].flatMap((left) => [1, 2].map((right) => `${words.length + left}=${words.length + right}`)),
      ]);
    });

    it('sees that others changed nothing but the case of a letter', async () => {
      const before = await readTexts(stage.connection, stage.table);
      const step =
        '- {id: s, anomaly: category-swap, table: words, column: word, during: all, volume: 100%, with: {between: [a, A]}}';
      const { labels } = await perform(stage, step);
      expect(labels.map((label) => `${label.before} becomes ${label.after}`).toSorted()).toEqual([
        'A becomes a',
        'a becomes A',
      ]);
      expect(await readTexts(stage.connection, stage.table)).toEqual(before);
    });

    it('groups labels by bytes', async () => {
      const step = '- {id: s, anomaly: category-swap, table: words, column: word, during: all, volume: 100%}';
      const { planned } = await perform(stage, step);
      const sorted = words.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
      expect(planned.frozen.statistics['labels']).toEqual(sorted);
    });
  });
}

async function samePairs(connection: Connection, table: Table): Promise<readonly string[]> {
  const { dialect } = connection;
  const word = table.columns.find((each) => each.name === 'word')!;
  const rows = await connection.query(sql`
    select ${column('t', 'id')} as ${name('left_id')}, ${column('o', 'id')} as ${name('right_id')}
    from ${dialect.table(table.name)} t
    join ${dialect.table(table.name)} o on ${dialect.same(column('t', 'word'), column('o', 'word'), word)}
    order by ${column('t', 'id')}, ${column('o', 'id')}`);
  return rows.map((row) => `${String(row['left_id'])}=${String(row['right_id'])}`);
}
