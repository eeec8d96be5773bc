import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

/** Where programs are: the user's path, and where servers are installed that are not for everybody's path. */
const usual = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** Full name of a program of this machine. */
export async function findProgram(name: string, folders: readonly string[] = usual): Promise<string | undefined> {
  for (const folder of folders.filter((each) => each !== '')) {
    const file = join(folder, name);
    if (await isProgram(file)) return file;
  }
  return undefined;
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
