import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import type { Label } from '../../../src/model/run.ts';
import { isInjection } from '../../../src/model/plan-changes.ts';
import { readLabels } from '../../../src/run/read-labels.ts';
import { duckdb } from '../../support/engines.ts';
import { createFilesDatabase, type FilesDatabase } from '../../support/files-database.ts';
import { run as execute } from '../../support/statements.ts';
import { benchFor, scenarioOf } from '../../run/workbench.ts';

const orders = `id,name,note\n${Array.from({ length: 40 }, (_, index) => `${index + 1},n${index},"a, b"`).join('\n')}\n`;
const people = '{"id":1}\n{"id":2}\n';

let database: FilesDatabase;
afterEach(() => database.drop());

async function bytesOf(path: string): Promise<Buffer> {
  return readFile(join(database.folder, path));
}

async function breakBy(step: string, seed = 'seed: 1'): Promise<readonly Label[]> {
  const [target] = await benchFor(database).converge([scenarioOf('one', `- {id: a, ${step}}`, seed)]);
  const labels: Label[] = [];
  for await (const label of readLabels(await database.connect(), target!.injected[0]!)) labels.push(label);
  return labels;
}

async function putBack(): Promise<void> {
  await benchFor(database).rollback(await database.connect(), 'one');
}

describe('a file that is broken as a file', () => {
  it.each([
    ['file-truncated', '', orders.slice(0, orders.length / 2)],
    ['file-truncated', ', amplitude: 10%', orders.slice(0, Math.ceil(orders.length * 0.9))],
    ['file-truncated', ', placebo: true', orders.slice(0, -1)],
    ['file-empty', '', ''],
    ['file-empty', ', placebo: true', 'id,name,note\n'],
    ['file-wrong-delimiter', '', orders.replaceAll(/,(?! )/g, ';')],
    ['file-wrong-delimiter', ', with: {delimiter: "|"}', orders.replaceAll(/,(?! )/g, '|')],
    ['file-wrong-delimiter', ', placebo: true', orders.replaceAll('\n', '\r\n')],
    ['file-bom', '', `\u{feff}${orders}`],
    ['file-bom', ', placebo: true', `${orders}\n`],
  ])('%s%s leaves what it says, names it in its label, and comes back bit for bit', async (anomaly, keys, wanted) => {
    database = await createFilesDatabase({ 'orders.csv': orders });
    const [label, ...others] = await breakBy(`anomaly: ${anomaly}, table: orders${keys}`);
    expect((await bytesOf('orders.csv')).toString()).toBe(wanted);
    expect(others).toEqual([]);
    expect(label).toMatchObject({ key: 'orders.csv', column: null, table: 'main.orders' });
    expect(JSON.parse(label!.before!)).toMatchObject({ bytes: Buffer.byteLength(orders) });
    expect(JSON.parse(label!.after!)).toMatchObject({ bytes: Buffer.byteLength(wanted) });
    await putBack();
    expect((await bytesOf('orders.csv')).toString()).toBe(orders);
  });

  it('may be packed, or of JSON', async () => {
    database = await createFilesDatabase({ 'orders.csv.gz': gzipSync(orders), 'people.jsonl': people });
    const before = await bytesOf('orders.csv.gz');
    const scenario = scenarioOf(
      'one',
      '- {id: a, anomaly: file-wrong-delimiter, table: orders}\n- {id: b, anomaly: file-bom, table: people}',
    );
    await benchFor(database).converge([scenario]);
    expect(gunzipSync(await bytesOf('orders.csv.gz')).toString()).toBe(orders.replaceAll(/,(?! )/g, ';'));
    expect((await bytesOf('people.jsonl')).toString()).toBe(`\u{feff}${people}`);
    await putBack();
    expect((await bytesOf('orders.csv.gz')).equals(before)).toBe(true);
    expect((await bytesOf('people.jsonl')).toString()).toBe(people);
  });

  it('is shown in the plan with its bytes and its first line', async () => {
    database = await createFilesDatabase({ 'orders.csv': orders });
    const plan = await benchFor(database).plan([
      scenarioOf('one', '- {id: a, anomaly: file-wrong-delimiter, table: orders}'),
    ]);
    const step = plan.targets[0]!.actions.filter(isInjection)[0]!.steps[0]!;
    expect(step.alteration).toMatchObject({
      files: [{ path: 'orders.csv', bytesBefore: orders.length, bytesAfter: orders.length }],
    });
    expect(step.samples).toEqual([
      {
        symbol: '!',
        key: ['orders.csv'],
        cells: [{ column: 'first line', before: 'id,name,note', after: 'id;name;note' }],
      },
    ]);
    expect(await database.paths()).toEqual(['orders.csv']);
  });

  it('is one of several by the seed, or by its name', async () => {
    const files = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`orders/${index}.csv`, orders]));
    const broken: string[][] = [];
    for (const seed of ['seed: 1', 'seed: 1', 'seed: 2']) {
      database = await createFilesDatabase(files);
      broken.push((await breakBy('anomaly: file-empty, table: orders, volume: 30%', seed)).map(({ key }) => key));
      await database.drop();
    }
    expect(broken[0]).toHaveLength(3);
    expect(broken[1]).toEqual(broken[0]);
    expect(broken[2]).not.toEqual(broken[0]);
    database = await createFilesDatabase(files);
    const labels = await breakBy('anomaly: file-empty, table: orders, with: {files: "orders/{4,7}.csv"}');
    expect(labels.map(({ key }) => key)).toEqual(['orders/4.csv', 'orders/7.csv']);
  });

  it('still stands until it is rolled back, whatever rows it no longer has', async () => {
    database = await createFilesDatabase({ 'orders.csv': orders });
    const scenario = scenarioOf('one', '- {id: a, anomaly: file-truncated, table: orders}');
    await benchFor(database).converge([scenario]);
    const plan = await benchFor(database).plan([scenario]);
    expect(plan.targets[0]!.actions).toMatchObject([{ action: 'keep', standing: { intact: 1, conflicting: 0 } }]);
  });

  it('is a conflict once others have written it, which force overwrites', async () => {
    database = await createFilesDatabase({ 'orders.csv': orders });
    await breakBy('anomaly: file-empty, table: orders');
    await writeFile(join(database.folder, 'orders.csv'), 'id,name\n1,new\n');
    await expect(putBack()).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT' });
    await benchFor(database).rollback(await database.connect(), 'one', { onConflict: 'force' });
    expect((await bytesOf('orders.csv')).toString()).toBe(orders);
  });

  it('comes back beside others that were written since and are skipped', async () => {
    database = await createFilesDatabase({ 'orders/1.csv': orders, 'orders/2.csv': orders });
    await breakBy('anomaly: file-empty, table: orders');
    await writeFile(join(database.folder, 'orders/1.csv'), 'id,name\n1,new\n');
    const [undone] = await benchFor(database).rollback(await database.connect(), 'one', { onConflict: 'skip' });
    expect(undone).toMatchObject({ restored: 1, skipped: 1 });
    expect((await bytesOf('orders/1.csv')).toString()).toBe('id,name\n1,new\n');
    expect((await bytesOf('orders/2.csv')).toString()).toBe(orders);
  });

  it('may be gone', async () => {
    database = await createFilesDatabase({ 'orders/1.csv': orders, 'orders/2.csv': orders });
    await breakBy('anomaly: file-empty, table: orders');
    await rm(join(database.folder, 'orders/1.csv'));
    await putBack();
    expect(await database.paths()).not.toContain('orders/1.csv');
    expect((await bytesOf('orders/2.csv')).toString()).toBe(orders);
  });

  it('goes together with no change of its rows', async () => {
    database = await createFilesDatabase({ 'orders.csv': orders });
    const rows = '- {id: b, anomaly: null-spike, table: orders, column: name, during: all}';
    const file = '- {id: a, anomaly: file-empty, table: orders}';
    expect(() => scenarioOf('one', `${file}\n${rows}`)).toThrow(/do not go together on orders/);
    const bench = benchFor(database);
    await bench.converge([scenarioOf('rows', rows)], { isComplete: false });
    await expect(bench.plan([scenarioOf('files', file)], { isComplete: false })).rejects.toMatchObject({
      code: 'OVERLAPS_ACTIVE_RUN',
    });
  });

  it.each([
    ['file-wrong-delimiter', 'people', 'UNSUITABLE_TABLE'],
    ['file-empty, with: {files: "none/*"}', 'people', 'UNSUITABLE_TABLE'],
  ])('%s is refused on %s', async (anomaly, table, code) => {
    database = await createFilesDatabase({ 'people.jsonl': people });
    const scenario = scenarioOf('one', `- {id: a, table: ${table}, anomaly: ${anomaly}}`);
    await expect(benchFor(database).plan([scenario])).rejects.toMatchObject({ code });
  });

  it('is refused where tables are no files', async () => {
    database = await createFilesDatabase();
    const other = await duckdb.createDatabase();
    await execute(await other.connect(), 'create table orders (id int primary key)');
    const scenario = scenarioOf('one', '- {id: a, anomaly: file-empty, table: orders}');
    await expect(benchFor(other).plan([scenario])).rejects.toMatchObject({ code: 'UNSUITABLE_TABLE' });
    await other.drop();
  });
});
