import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checksums, loadDemo } from '../../scripts/demo/load.ts';
import { openShell, type Shell } from '../cli/shell.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const scenarios = (await readdir(join(root, 'scenarios'))).toSorted();

describe('on every 100th flight of the demo', () => {
  let shell: Shell;
  let database: string;
  let before: ReadonlyMap<string, string>;

  beforeAll(async () => {
    shell = await openShell();
    database = join(shell.folder, '.demo/air.duckdb');
    for (const folder of ['.demo', 'scenarios']) await mkdir(join(shell.folder, folder), { recursive: true });
    await copyFile(join(root, 'faultline.yaml'), join(shell.folder, 'faultline.yaml'));
    for (const file of scenarios) await copyFile(join(root, 'scenarios', file), join(shell.folder, 'scenarios', file));
    await loadDemo(database, 100);
    before = await checksums(database);
  });
  afterAll(() => shell.remove());

  it.each(scenarios)('the example %s is planned, applied and taken back without a trace', async (file) => {
    const path = `scenarios/${file}`;
    expect(await shell.faultline('plan', path)).toMatchObject({ code: 0, stdout: expect.stringContaining('1 inject') });
    expect(await shell.faultline('apply', '--auto-approve', path)).toMatchObject({ code: 0 });
    expect(await checksums(database)).not.toEqual(before);
    const taken = await shell.faultline('rollback', file.replace(/\.yaml$/, ''));
    expect(taken).toMatchObject({ code: 0 });
    expect(await checksums(database)).toEqual(before);
  });
});
