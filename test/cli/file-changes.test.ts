import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFileChanges, type FilesSeen } from '../../src/cli/watch/file-changes.ts';
import { lookAtFiles } from '../../src/cli/watch/look-at-files.ts';
import type { FileChanges } from '../../src/run/watch/watch.ts';

describe('changes of files', () => {
  let root: string;
  let changes: FileChanges | undefined;
  let looks: number;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'faultline-files-'));
    await write('faultline.yaml', 'project: acme-dq');
    await write('data/scenarios/a.yaml', 'name: a');
    looks = 0;
  });
  afterEach(async () => {
    changes?.close();
    await rm(root, { recursive: true });
  });

  async function write(path: string, text: string): Promise<void> {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), text);
  }

  async function open(options: { readonly poll?: number; readonly sees?: (seen: FilesSeen) => FilesSeen } = {}) {
    const { poll = 600_000, sees = (seen) => seen } = options;
    const look = async () => {
      looks += 1;
      return sees(await lookAtFiles({ root, scenarios: ['data/scenarios/**/*.yaml'] }));
    };
    changes = await openFileChanges({ look, poll, quiet: 100 });
    return changes;
  }

  it('are told of files that change, come into new folders, are renamed, and go with their folder', async () => {
    const { changed } = await open();
    const told = async (change: () => Promise<unknown>) => {
      const next = changed();
      await change();
      return next;
    };
    expect(await told(() => write('data/scenarios/a.yaml', 'name: b'))).toBe(true);
    expect(await told(() => write('data/scenarios/deep/deeper/c.yaml', 'name: c'))).toBe(true);
    expect(await told(() => write('data/scenarios/deep/deeper/c.yaml', 'name: d'))).toBe(true);
    expect(await told(() => rename(join(root, 'data/scenarios/a.yaml'), join(root, 'data/scenarios/z.yaml')))).toBe(
      true,
    );
    expect(await told(() => rm(join(root, 'data'), { recursive: true }))).toBe(true);
    expect(await told(() => write('data/scenarios/a.yaml', 'name: a'))).toBe(true);
    expect(await told(() => write('faultline.yaml', 'project: other'))).toBe(true);
  });

  it('are one change where many files change at once, and none where nothing is different in the end', async () => {
    let isBusy = true;
    const { changed, close } = await open({ sees: (seen) => ({ ...seen, isBusy }) });
    const first = changed();
    for (let index = 0; index < 50; index += 1) await write(`data/scenarios/many/${index}.yaml`, `name: s${index}`);
    isBusy = false;
    expect(await first).toBe(true);
    let more = 0;
    const second = changed().then((hasChanged) => {
      if (hasChanged) more += 1;
    });
    const before = looks;
    await write('data/scenarios/a.yaml', 'name: a');
    await write('data/scenarios/notes.txt', 'not a scenario');
    await expect.poll(() => looks, { timeout: 20_000 }).toBeGreaterThan(before);
    close();
    await second;
    expect(more).toBe(0);
  });

  it('are found by looking, where the system tells nothing', async () => {
    const { changed } = await open({ poll: 50, sees: (seen) => ({ ...seen, folders: new Map() }) });
    const next = changed();
    await write('data/scenarios/a.yaml', 'name: b');
    expect(await next).toBe(true);
  });

  it('are waited for until git has finished', async () => {
    await write('.git/index.lock', '');
    const { changed } = await open();
    let isTold = false;
    const next = changed().then((hasChanged) => {
      isTold = true;
      return hasChanged;
    });
    await write('data/scenarios/a.yaml', 'name: b');
    await expect.poll(() => looks, { timeout: 20_000 }).toBeGreaterThan(6);
    expect(isTold).toBe(false);
    await rm(join(root, '.git/index.lock'));
    expect(await next).toBe(true);
  });
});
