import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTexts } from '../plan/replay.ts';
import type { Conforming } from './conforming.ts';
import { createTable } from './shop.ts';
import { perform, stageOf, type Stage } from './stage.ts';

const table = 'Order "lines" of \'Zoë\' & co';
const columns = ['key', 'Größe (cm)', 'select', 'a"b`c]d', ' spaced'];

/** Names with quotes, blanks, reserved words, upper case and letters beyond ASCII. */
export function names({ engine }: Conforming): void {
  describe('exotic names', () => {
    let stage: Stage;

    beforeAll(async () => {
      stage = await stageOf(await engine.createDatabase(), (connection) => {
        const { text, integer } = connection.dialect.ledgerTypes;
        const types = Object.fromEntries(columns.map((title, index) => [title, index === 0 ? integer : text]));
        const rows = Array.from({ length: 12 }, (_, row) => columns.map((__, index) => String(100 * index + row)));
        // The rows of a table are told apart by `id` in this suite.
        return createTable(
          connection,
          table,
          { id: integer, ...types },
          rows.map((row, index) => [String(index + 1), ...row]),
        );
      });
    });
    afterAll(() => stage.database.drop());

    it.each(columns.slice(1))('of the table and its column %j are broken and healed like any other', async (title) => {
      const before = await readTexts(stage.connection, stage.table);
      const steps = [
        `- {id: s, anomaly: null-spike, table: '"${table.replaceAll('"', '""').replaceAll("'", "''")}"', column: '${title}', during: all, volume: 50%}`,
        `- {id: s, anomaly: typo, table: '"${table.replaceAll('"', '""').replaceAll("'", "''")}"', column: '${title}', during: all, volume: 50%}`,
      ];
      for (const step of steps) {
        const { labels } = await perform(stage, step);
        expect(labels).toHaveLength(6);
        expect(labels.every((label) => label.column === title)).toBe(true);
      }
      expect(await readTexts(stage.connection, stage.table)).toEqual(before);
    });
  });
}
