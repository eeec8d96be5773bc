import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createFilesDatabase, type FilesDatabase } from '../../support/files-database.ts';
import { benchFor, scenarioOf } from '../../run/workbench.ts';

const orders = `id,email,amount,ordered_at,zip
${Array.from({ length: 200 }, (_, index) => `${index + 1},c${index}@example.com,${(index % 17) + 0.5},2024-05-${String((index % 28) + 1).padStart(2, '0')} 10:00:00,0${1000 + index}`).join('\n')}
`;

let database: FilesDatabase;
afterEach(() => database.drop());

describe('a folder of CSV files', () => {
  it('is broken and put back bit for bit', async () => {
    database = await createFilesDatabase({ 'orders.csv': orders });
    const bench = benchFor(database);
    const scenario = scenarioOf(
      'nulls',
      '- {id: n, anomaly: null-spike, table: orders, column: email, during: all, volume: 10%}',
    );
    const [target] = await bench.converge([scenario]);
    expect(target!.injected[0]!.rows).toBe(20);
    const broken = await readFile(join(database.folder, 'orders.csv'), 'utf8');
    const changed = broken.split('\n').filter((line, index) => line !== orders.split('\n')[index]);
    expect(changed).toHaveLength(20);
    expect(changed.every((line) => /^\d+,,/.test(line))).toBe(true);
    await bench.rollback(await database.connect(), 'nulls');
    expect(await readFile(join(database.folder, 'orders.csv'), 'utf8')).toBe(orders);
    expect(await readdir(join(database.folder, '.faultline', 'originals'))).toEqual([]);
  });
});
