import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { testDatabase, type TestDatabase } from './test-database.ts';

export interface FilesDatabase extends TestDatabase {
  readonly folder: string;
  /** Paths of all files in the folder, hidden ones too, sorted. */
  paths(): Promise<readonly string[]>;
}

/** A folder of files, by their paths. */
export async function createFilesDatabase(
  files: Readonly<Record<string, string | Buffer>> = {},
): Promise<FilesDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-files-'));
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }
  return filesDatabase(folder);
}

function filesDatabase(folder: string): FilesDatabase {
  const database = testDatabase(`files:${folder}`, {
    async copy() {
      const other = await mkdtemp(join(tmpdir(), 'faultline-files-'));
      await cp(folder, other, { recursive: true });
      return filesDatabase(other);
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  });
  return {
    ...database,
    folder,
    async paths() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile());
      return files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).toSorted();
    },
  };
}
