import { spawnSync } from 'node:child_process';
import { chmod, copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createDuckDbDatabase } from '../support/engines.ts';
import { refused, type Refusal } from './refusal.ts';
import { commandLine } from './shell.ts';
import { lostEmails, openShop, scenarioFile, type Shop } from './shop.ts';

/** A user who may do nothing in particular: root writes every file, and has to become another one to be refused. */
const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
const canBeNobody =
  spawnSync(commandLine[0]!, [...commandLine.slice(1), '--version'], { stdio: 'ignore', uid: nobody }).status === 0;
/** A disk that can be filled takes root, and a machine that lets it mount one. */
const canMount = process.getuid?.() === 0 && succeeds('unshare', '--mount', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt');

describe('what a DuckDB file refuses', () => {
  let shop: Shop;
  let before: string;
  let file: string;

  beforeAll(async () => {
    shop = await openShop(await createDuckDbDatabase());
    file = shop.database.url.slice('duckdb:'.length);
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
    before = await shop.checksum();
  });
  afterEach(async () => {
    shop.shell.env['SHOP_URL'] = shop.database.url;
    expect(await shop.checksum(), 'nothing was changed').toBe(before);
  });
  afterAll(() => shop.close());

  const apply = (exitCode: number, problems: readonly Refusal[], ...words: readonly string[]) =>
    refused(shop, exitCode, problems, 'apply', '--auto-approve', ...words);

  it('a file that is not there is not made, and one that is no database is not touched', async () => {
    shop.shell.env['SHOP_URL'] = 'duckdb:nowhere.duckdb';
    await apply(1, [['CONNECTION_FAILED']]);
    shop.shell.env['SHOP_URL'] = 'duckdb:faultline.yaml';
    await apply(1, [['CONNECTION_FAILED']]);
    expect(await shop.shell.read('faultline.yaml')).toContain('acme-dq');
    await expect(shop.shell.read('nowhere.duckdb')).rejects.toThrow('ENOENT');
  });

  it('a file that another process has open is waited for no longer than --lock-timeout', async () => {
    const other = await shop.database.connect();
    await apply(5, [['LOCKED']], '--lock-timeout', '0.5');
    await other.close();
  });

  it.skipIf(!canBeNobody)('a file that this user may not write stays as it is', async () => {
    await Promise.all([chmod(file, 0o444), chmod(dirname(file), 0o755), chmod(shop.shell.folder, 0o755)]);
    shop.shell.user = nobody;
    try {
      expect(await apply(1, [['PERMISSION_DENIED']])).toContain('Give this user access to the file.');
    } finally {
      shop.shell.user = undefined;
      await chmod(file, 0o644);
    }
  });

  it.skipIf(!canMount)('a disk that is full says so', async () => {
    const disk = join(shop.shell.folder, 'disk');
    await mkdir(disk);
    await shop.shell.run('mount', '-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk);
    try {
      await copyFile(file, join(disk, 'shop.duckdb'));
      await shop.shell.run('sh', '-c', 'dd if=/dev/zero of=disk/filler bs=1k 2>/dev/null || true');
      shop.shell.env['SHOP_URL'] = 'duckdb:disk/shop.duckdb';
      await apply(1, [['DISK_FULL']]);
      await shop.shell.remove('disk/filler');
      expect((await shop.shell.faultline('status')).stdout).toContain('Nothing is active.');
    } finally {
      await shop.shell.run('umount', disk);
    }
  });
});

function succeeds(program: string, ...words: readonly string[]): boolean {
  return spawnSync(program, words, { stdio: 'ignore' }).status === 0;
}
