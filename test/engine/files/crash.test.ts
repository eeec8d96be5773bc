import { spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hasLedger } from '../../../src/ledger/prepare.ts';
import { readRuns } from '../../../src/ledger/runs.ts';
import { recover } from '../../../src/run/recover.ts';
import { runStanding } from '../../../src/snapshot/run-standing.ts';
import type { FilesTask } from '../../support/files-crash-child.ts';
import { createFilesDatabase, type FilesDatabase } from '../../support/files-database.ts';
import { benchFor } from '../../run/workbench.ts';

const rows = (from: number) =>
  `id,name\n${Array.from({ length: 20 }, (_, index) => `${from + index},n${index}`).join('\n')}\n`;
const files = { 'orders/1.csv': rows(1), 'orders/2.csv': rows(21) };
const scenario = `apiVersion: faultline/v1
kind: Scenario
name: one
target: shop
steps:
  - {id: a, anomaly: null-spike, table: orders, column: name, during: all, volume: 100%}
`;

let database: FilesDatabase;
afterEach(() => database.drop());

/** Runs the work in a process of its own, which dies where it is told to. */
function die(task: Omit<FilesTask, 'url'>): void {
  const path = join(mkdtempSync(join(tmpdir(), 'faultline-task-')), 'task.json');
  writeFileSync(path, JSON.stringify({ ...task, url: database.url }));
  const child = resolve(import.meta.dirname, '../../support/files-crash-child.ts');
  const { signal, stderr } = spawnSync(process.execPath, [child, path], { encoding: 'utf8' });
  expect({ signal, stderr: signal === null ? stderr : '' }).toEqual({ signal: 'SIGKILL', stderr: '' });
}

async function contents(): Promise<Record<string, string>> {
  const texts = Object.keys(files).map(async (path) => [path, await readFile(join(database.folder, path), 'utf8')]);
  return Object.fromEntries(await Promise.all(texts)) as Record<string, string>;
}

async function recovered(): Promise<{ readonly active: number; readonly intact: number }> {
  const connection = await database.connect();
  const schema = connection.server.ledgerSchema;
  await recover(connection, { schema, actor: 'tests', clock: () => new Date(), lockTimeout: 5 });
  const runs = (await hasLedger(connection, schema)) ? await readRuns(connection, schema) : [];
  expect(runs.every(({ state }) => state === 'applied' || state === 'rolled back')).toBe(true);
  const active = runs.filter(({ state }) => state === 'applied');
  const standings = await Promise.all(active.map((run) => runStanding(connection, run, active)));
  await connection.close();
  return { active: active.length, intact: standings.flat().reduce((sum, { standing }) => sum + standing.intact, 0) };
}

const emptied = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replaceAll(/,n\d+/g, ',')]));
const journal = String.raw`journal-[0-9a-f]+\.json`;

describe('a process that is killed while it replaces files', () => {
  it.each([
    ['before its journal is in place', { call: 'rename', path: `${journal}\\.new$`, nth: 1 }, false],
    ['before an original is kept', { call: 'copyFile', path: '2.csv$', nth: 1 }, false],
    ['when the first file is in place', { call: 'rename', path: '2\\.csv\\.faultline-', nth: 1 }, true],
    ['before the first file is in place', { call: 'rename', path: '1\\.csv\\.faultline-', nth: 1 }, true],
    ['when all files are in place', { call: 'rm', path: `${journal}$`, nth: 1 }, true],
  ] as const)('%s leaves a whole state behind', async (_, death, isApplied) => {
    database = await createFilesDatabase(files);
    die({ work: 'apply', scenario, death });
    expect(await recovered()).toEqual(isApplied ? { active: 1, intact: 40 } : { active: 0, intact: 0 });
    expect(await contents()).toEqual(isApplied ? emptied : files);
    const left = (await database.paths()).filter((path) => path.includes('faultline-') || path.includes('journal-'));
    expect(left).toEqual([]);
    if (isApplied) await benchFor(database).rollback(await database.connect(), 'one');
    expect(await contents()).toEqual(files);
  });

  it('lets nobody plan before it is recovered', async () => {
    database = await createFilesDatabase(files);
    die({ work: 'apply', scenario, death: { call: 'rename', path: '2\\.csv\\.faultline-', nth: 1 } });
    await expect(database.connect({ readOnly: true })).rejects.toMatchObject({ code: 'RECOVERY_NEEDED' });
    await recovered();
    await expect(database.connect({ readOnly: true })).resolves.toBeDefined();
  });

  it('leaves a file to whoever has replaced it before the recovery', async () => {
    database = await createFilesDatabase(files);
    die({ work: 'apply', scenario, death: { call: 'rename', path: '2\\.csv\\.faultline-', nth: 1 } });
    await writeFile(join(database.folder, 'orders/2.csv'), 'id,name\n99,theirs\n');
    expect(await recovered()).toEqual({ active: 1, intact: 20 });
    expect((await contents())['orders/2.csv']).toBe('id,name\n99,theirs\n');
    expect((await contents())['orders/1.csv']).toBe(emptied['orders/1.csv']);
  });

  it('rolls back wholly or not at all', async () => {
    database = await createFilesDatabase(files);
    const { parseScenario } = await import('../../../src/scenario/parse-scenario.ts');
    const { catalog } = await import('../../../src/anomaly/registry.ts');
    await benchFor(database).converge([parseScenario(scenario, 'scenarios/one.yaml', catalog)]);
    die({ work: 'rollback', scenario: 'one', death: { call: 'rename', path: '2\\.csv\\.faultline-', nth: 1 } });
    expect(await recovered()).toEqual({ active: 0, intact: 0 });
    expect(await contents()).toEqual(files);
  });
});
