import { chmod, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { openShell, type Shell } from '../cli/shell.ts';
import { lostEmails, projectFile, scenarioFile } from '../cli/shop.ts';
import { allTestEngines, createDuckDbDatabase, createPostgresDatabase, type TestDatabase } from '../support/engines.ts';
import { freePort } from '../support/free-port.ts';
import { run } from '../support/statements.ts';
import { openRunner, type Runner } from './runner.ts';

const packages = fileURLToPath(new URL('../../node_modules', import.meta.url));
const nowhere = { url: 'http://127.0.0.1:9' };

describe('drivers of the bundle', () => {
  let shell: Shell;
  let runner: Runner;

  beforeAll(async () => {
    shell = await openShell();
    runner = await openRunner(shell.folder, nowhere);
    await shell.write('faultline.yaml', projectFile());
    await shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
  });
  afterAll(async () => {
    await runner.remove();
    await shell.remove();
  });

  /** A database with 400 customers. */
  async function customersIn(database: TestDatabase): Promise<void> {
    const connection = await database.connect();
    const ids = Array.from({ length: 400 }, (_, index) => index + 1);
    await run(
      connection,
      'create table customers (id integer primary key, email varchar(60))',
      `insert into customers values ${ids.map((id) => `(${id}, 'customer${id}@shop.example')`).join(', ')}`,
    );
    await connection.close();
  }

  // DuckDB's is none of the bundle's, PostgreSQL's has suites of its own.
  const others = allTestEngines.filter(({ name }) => name === 'mariadb' || name === 'mysql');
  it.each(others)('that of $name plans, applies and takes back', async ({ createDatabase }) => {
    const database = await createDatabase();
    await customersIn(database);
    runner.env['SHOP_URL'] = database.url;
    await shell.write('faultline.yaml', projectFile(`environment: test\nledger: {schema: ${database.ledgerSchema}}`));
    for (const inputs of [
      { command: 'apply', 'auto-approve': 'true' },
      { command: 'rollback', all: 'true' },
    ]) {
      const { code, outputs, log } = await runner.step(inputs);
      expect([code, outputs['rows-affected']], log).toEqual([0, '40']);
    }
    await shell.write('faultline.yaml', projectFile());
    await database.drop();
  });

  it.each(['postgres', 'mariadb', 'sqlserver', 'oracle'])(
    'that of %s loads, and tells that nothing listens',
    async (scheme) => {
      runner.env['SHOP_URL'] = `${scheme}://keeper:secret@127.0.0.1:${await freePort()}/shop`;
      const { code, annotations, log } = await runner.step({ command: 'plan' });
      expect(code, log).toBe(1);
      expect(annotations).toEqual([expect.stringMatching(/CONNECTION_FAILED::target "shop": .*nothing listens/u)]);
    },
  );

  describe('DuckDB, whose package no bundle can hold', () => {
    let database: TestDatabase;

    beforeAll(async () => {
      database = await createDuckDbDatabase();
      await customersIn(database);
      runner.env['SHOP_URL'] = database.url;
    });
    afterAll(() => database.drop());

    /** Stands for the npm of the machine: it notes what it is told, and takes the package from this project. */
    async function provideNpm(...lines: readonly string[]): Promise<void> {
      await shell.write('bin/npm', ['#!/bin/sh', 'echo "$@" >>"$HOME/npm-was-told"', ...lines, ''].join('\n'));
      await chmod(join(shell.folder, 'bin/npm'), 0o755);
      runner.env['PATH'] = `${shell.folder}/bin:${process.env['PATH']}`;
      runner.env['HOME'] = shell.folder;
    }

    it('a file that is not there is told before anything is installed', async () => {
      await provideNpm('exit 1');
      runner.env['SHOP_URL'] = 'duckdb:nowhere.duckdb';
      const { code, annotations } = await runner.step({ command: 'plan' });
      runner.env['SHOP_URL'] = database.url;
      expect([code, await readdir(shell.folder)]).toEqual([1, expect.not.arrayContaining(['npm-was-told'])]);
      expect(annotations).toEqual([expect.stringMatching(/CONNECTION_FAILED::.*nowhere\.duckdb does not exist/u)]);
    });

    it('an npm that fails is told, with the way out, and leaves nothing behind', async () => {
      await provideNpm('echo "npm error code E403" >&2', 'exit 1');
      const { code, annotations } = await runner.step({ command: 'plan' });
      expect(code).toBe(1);
      expect(annotations[0]).toMatch(
        /DRIVER_MISSING::@duckdb\/node-api@[0-9.r-]+ cannot be installed: npm error code E403%0AInstall it in a step before: npm install --no-save @duckdb\/node-api@/u,
      );
      expect(await readdir(join(runner.tools, 'faultline'), { recursive: true })).not.toContainEqual(
        expect.stringContaining('linux-x64'),
      );
    });

    it('a workflow that is cancelled meanwhile does not wait for npm', async () => {
      await provideNpm('exec sleep 60');
      const running = await runner.start({ command: 'plan' });
      await running.says(/installing a driver/u);
      running.child.kill('SIGINT');
      const { code, annotations } = await running.done;
      expect([code, annotations]).toEqual([130, [expect.stringContaining('interrupted by SIGINT')]]);
    });

    it('is installed once, at the version that Faultline is made for, and used from there', async () => {
      await shell.remove('npm-was-told');
      await provideNpm(`mkdir node_modules && ln -s '${packages}/@duckdb' node_modules/@duckdb`);
      for (let round = 0; round < 2; round += 1) {
        const { code, outputs, log } = await runner.step({ command: 'plan' });
        expect([code, outputs['rows-affected']], log).toEqual([0, '40']);
      }
      const version = manifest.dependencies['@duckdb/node-api'];
      expect(await shell.read('npm-was-told')).toBe(
        `install --no-audit --no-fund --no-package-lock --ignore-scripts --save-exact @duckdb/node-api@${version}\n`,
      );
    });

    it('writes labels as Parquet, also those of an engine that does not need it', async () => {
      const postgres = await createPostgresDatabase();
      await customersIn(postgres);
      runner.env['SHOP_URL'] = postgres.url;
      expect((await runner.step({ command: 'apply', 'auto-approve': 'true' })).code).toBe(0);
      const { code, outputs, log } = await runner.step({
        command: 'labels',
        run: 'emails-vanish',
        'labels-format': 'parquet',
      });
      expect([code, outputs['rows-affected']], log).toEqual([0, '40']);
      expect(outputs['labels-file']).toMatch(/labels\.parquet$/u);
      expect((await readFile(outputs['labels-file']!)).subarray(0, 4).toString()).toBe('PAR1');
      runner.env['SHOP_URL'] = database.url;
      await postgres.drop();
    });
  });
});
