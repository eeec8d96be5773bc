import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../src/cli/version.ts';
import { openShell, type Shell } from './shell.ts';

const head = 'apiVersion: faultline/v1\nkind: Dataset\nname: shop\nseed: 7\nnow: 2026-11-21\n';
const tables = `tables:
  customers:
    rows: 3000
    primaryKey: id
    columns:
      id: {type: integer, unique: true, ordered: true}
      code: {type: string, length: 6, unique: true}
      email: {template: "\${code}.\${id}@example.com", nulls: 10%}
  orders:
    columns:
      id: {type: integer, unique: true, ordered: true}
      customer_id: {references: customers.id, children: {shares: {0: 50%, 2: 50%}}}
`;

let shell: Shell;
beforeAll(async () => {
  shell = await openShell();
  await shell.write('shop.yaml', head + tables);
});
afterAll(() => shell.remove());

async function lines(path: string): Promise<readonly string[]> {
  return (await shell.read(path)).trimEnd().split('\n');
}

describe('faultline generate', () => {
  it('shows ten rows of each table, and writes nothing', async () => {
    const { code, stdout } = await shell.faultline('generate', 'shop.yaml', '--dry-run');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^customers {3}3,000 rows × 3 columns {3}~\d+ kB as CSV\n {2}id {3}code {5}email\n {2}1 /);
    expect(stdout).toMatch(/shop: 2 tables, 6,000 rows, .*Nothing was written\.\n$/);
    expect(await readdir(shell.folder)).toEqual(['shop.yaml']);
  });

  it('writes tables into files, and tells where they are', async () => {
    const { code, stdout } = await shell.faultline('generate', 'shop.yaml');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^customers +3,000 +\S+ kB +data\/customers\.csv$/m);
    expect(stdout).toMatch(/^shop, seed 7: 2 tables, 6,000 rows, .* rows\/s, .* values\/s\)\.$/m);
    const customers = await lines('data/customers.csv');
    expect(customers[0]).toBe('id,code,email');
    expect(customers).toHaveLength(3001);
    expect(customers.filter((line) => line.endsWith(','))).toHaveLength(300);
    expect(JSON.parse(await shell.read('data/.faultline-shop.json'))).toMatchObject({
      configuration: { faultline: version() },
    });
  });

  it('writes over nothing unless it is told to, and then only over its own', async () => {
    const again = await shell.faultline('generate', 'shop.yaml');
    expect(again).toMatchObject({ code: 1 });
    expect(again.stderr).toContain('customers.csv');
    const before = await shell.read('data/customers.csv');
    expect(await shell.faultline('generate', 'shop.yaml', '--force')).toMatchObject({ code: 0 });
    expect(await shell.read('data/customers.csv')).toBe(before);
  });

  it('makes parts that are the whole when they are put together', async () => {
    for (const number of [1, 2, 3])
      await shell.faultline(
        'generate',
        'shop.yaml',
        '--table',
        'customers',
        '--shard',
        `${number}/3`,
        '--out',
        `part${number}`,
      );
    const parts = await Promise.all(
      [1, 2, 3].map(async (number) => {
        const files = await readdir(join(shell.folder, `part${number}`));
        return shell.read(`part${number}/${files.find((file) => file.endsWith('.csv'))}`);
      }),
    );
    expect(parts.join('')).toBe(await shell.read('data/customers.csv'));
  });

  it('makes other values with another seed, and the same with the same', async () => {
    await shell.faultline('generate', 'shop.yaml', '--seed', '8', '--out', 'other');
    await shell.faultline('generate', 'shop.yaml', '--seed', '8', '--out', 'same', '--workers', '1');
    expect(await shell.read('other/customers.csv')).not.toBe(await shell.read('data/customers.csv'));
    expect(await shell.read('other/customers.csv')).toBe(await shell.read('same/customers.csv'));
  });

  it('fills a database, with keys, and says so', async () => {
    await shell.write(
      'faultline.yaml',
      'apiVersion: faultline/v1\nkind: Project\nproject: shop\ntargets:\n  dev: {url: "duckdb:shop.duckdb", environment: development}\n  live: {url: "duckdb:shop.duckdb", environment: production}\n',
    );
    expect(await shell.faultline('generate', 'shop.yaml', '--to', 'live')).toMatchObject({ code: 3 });
    const { code, stdout } = await shell.faultline('generate', 'shop.yaml', '--to', 'dev');
    expect(code).toBe(0);
    expect(stdout).toContain('dev: main.customers, a new table');
    const { stdout: seen } = await shell.faultline('inspect', 'dev', 'orders');
    expect(seen).toContain('customer_id → main.customers');
    expect(seen).toContain('3,000 rows');
  });

  it('names the day among what an interrupted load goes on with', async () => {
    const { DuckDBInstance } = await import('@duckdb/node-api');
    const instance = await DuckDBInstance.create(join(shell.folder, 'shop.duckdb'));
    const connection = await instance.connect();
    await connection.run(
      'create table faultline_loads (table_name text, next_row bigint, fingerprint text, is_created int)',
    );
    await connection.run("insert into faultline_loads values ('customers', 0, 'of another day', 1)");
    connection.closeSync();
    instance.closeSync();
    const { code, stderr } = await shell.faultline('generate', 'shop.yaml', '--to', 'dev', '--continue');
    expect(code).toBe(4);
    expect(stderr).toMatch(/--now\s+<day>; now it is 2026-11-21T/);
  });

  it('refuses what is not to be had, at its place', async () => {
    await shell.write('wrong.yaml', head + tables.replace('string', 'strng'));
    const { code, stderr } = await shell.faultline('generate', 'wrong.yaml');
    expect(code).toBe(3);
    expect(stderr).toContain('wrong.yaml:12:20');
    expect(stderr).toContain('Did you mean "string"?');
  });

  it('is preceded by validate, which reads data sets as well', async () => {
    expect(await shell.faultline('validate', 'shop.yaml')).toMatchObject({ code: 0, stdout: 'Valid: 1 data set.\n' });
    expect(await shell.faultline('validate', 'shop.yaml', 'wrong.yaml')).toMatchObject({ code: 3 });
  });

  it('names the column whose expression the database does not understand', async () => {
    await shell.write('wrong.yaml', head + tables.replace('${code}.', '${lowr(code)}.'));
    const { code, stderr } = await shell.faultline('generate', 'wrong.yaml', '--dry-run');
    expect(code).toBe(3);
    expect(stderr).toContain('customers.email');
    expect(stderr).toContain('wrong.yaml:13:');
  });
});

describe('faultline generate with anomalies', () => {
  const mix =
    'anomalies: {volume: 2%, mix: [{anomaly: null-spike, column: email, weight: 3}, {anomaly: duplicate-value, table: orders, column: customer_id}]}\n';

  it('makes an exact share of bad rows, and writes the labels beside the data', async () => {
    await shell.write('mix.yaml', head + mix + tables);
    const { code, stdout } = await shell.faultline('generate', 'mix.yaml', '--out', 'mixed');
    expect(code).toBe(0);
    expect(stdout).toContain('labels: mixed/shop.labels.csv');
    await shell.faultline('generate', 'shop.yaml', '--out', 'clean');
    const [clean, mixed] = await Promise.all([lines('clean/customers.csv'), lines('mixed/customers.csv')]);
    const changed = clean.flatMap((line, row) => (line === mixed[row] ? [] : [line.split(',')[0]]));
    expect(changed).toHaveLength(60);
    const labels = (await lines('mixed/shop.labels.csv')).map((line) => line.split(','));
    expect(labels.filter(([, , , table]) => table === 'customers').map((label) => label[4])).toEqual(changed);
  });

  it('writes labels over no file but its own, and removes them with what they spoke of', async () => {
    const before = await shell.read('mixed/customers.csv');
    const over = ['--out', 'mixed', '--force', '--labels', 'mixed/customers.csv'];
    expect(await shell.faultline('generate', 'mix.yaml', ...over)).toMatchObject({ code: 1 });
    expect(await shell.read('mixed/customers.csv')).toBe(before);
    expect(await shell.faultline('generate', 'shop.yaml', '--out', 'mixed', '--force')).toMatchObject({ code: 0 });
    expect(await readdir(join(shell.folder, 'mixed'))).toEqual(['.faultline-shop.json', 'customers.csv', 'orders.csv']);
  });

  it('refuses steps that the tables do not take, before anything is made', async () => {
    await shell.write('wrong.yaml', head + mix.replaceAll('column: email', 'column: emial') + tables);
    const { code, stderr } = await shell.faultline('generate', 'wrong.yaml', '--dry-run');
    expect(code).toBe(3);
    expect(stderr).toContain('wrong.yaml:6:');
    expect(stderr).toContain('email');
  });
});

describe('faultline dataset infer', () => {
  it('proposes a data set that generates', async () => {
    await shell.faultline('generate', 'shop.yaml', '--out', 'sample');
    const { code, stdout } = await shell.faultline(
      'dataset',
      'infer',
      'sample/customers.csv',
      '--out',
      'inferred.yaml',
    );
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: 'Wrote inferred.yaml\n\nNext: faultline generate inferred.yaml --dry-run\n',
    });
    const made = await shell.faultline('generate', 'inferred.yaml', '--dry-run');
    expect(made.stdout).toContain('3,000 rows × 3 columns');
  });

  it('writes over no file', async () => {
    expect(await shell.faultline('dataset', 'infer', 'sample/customers.csv', '--out', 'inferred.yaml')).toMatchObject({
      code: 3,
    });
  });
});

describe('faultline generate --from', () => {
  it('makes what a configuration of sdvg describes', async () => {
    await shell.write(
      'sdvg.yml',
      'random_seed: 42\noutput: {type: csv}\nmodels:\n  user:\n    rows_count: 500\n    columns:\n      - name: id\n        type: uuid\n      - name: name\n        type: string\n        type_params: {logical_type: first_name}\n',
    );
    const { code, stderr } = await shell.faultline('generate', '--from', 'sdvg.yml', '--out', 'sdvg', '--as', 'csv');
    expect({ code, stderr: code === 0 ? '' : stderr }).toEqual({ code: 0, stderr: '' });
    expect(await lines('sdvg/user.csv')).toHaveLength(501);
  });
});

describe('faultline generate over HTTP', () => {
  let server: Server;
  const received: { readonly key: string; readonly rows: number }[] = [];
  let isDown = false;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        if (isDown) response.statusCode = 400;
        else
          received.push({
            key: String(request.headers['idempotency-key']),
            rows: (JSON.parse(body) as unknown[]).length,
          });
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const output = `output: {http: {url: "http://127.0.0.1:${port}/{{table}}?token=\${env:TOKEN}", batch: 700, retries: 0}}\n`;
    await shell.write('http.yaml', head + output + tables);
    shell.env['TOKEN'] = 'very-secret';
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  afterEach(() => {
    received.length = 0;
    isDown = false;
  });

  it('sends every row once, and shows no secret', async () => {
    const { code, stdout, stderr } = await shell.faultline('generate', 'http.yaml');
    expect(code).toBe(0);
    expect(received.reduce((sum, { rows }) => sum + rows, 0)).toBe(6000);
    expect(stdout).toContain('p95');
    expect(stdout + stderr).not.toContain('very-secret');
  });

  it('goes on from what was acknowledged', async () => {
    isDown = true;
    const failed = await shell.faultline('generate', 'http.yaml');
    expect(failed.code).toBe(1);
    expect(failed.stderr).toContain('--continue');
    isDown = false;
    expect(await shell.faultline('generate', 'http.yaml')).toMatchObject({ code: 3 });
    expect(await shell.faultline('generate', 'http.yaml', '--continue')).toMatchObject({ code: 0 });
    expect(received.reduce((sum, { rows }) => sum + rows, 0)).toBe(6000);
  });
});
