import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** A user of this machine. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** In the order in which they are tried; the last one is on every system. */
const names = ['mysql', 'nobody'];

/** Who a server is to run as: nobody in particular, but where this process is root's, whom servers refuse. */
export async function serverAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of names) {
    const [uid, gid] = await Promise.all([numberOf('-u', name), numberOf('-g', name)]);
    if (uid !== undefined && gid !== undefined) return { uid, gid };
  }
  throw new Error(`root may not run a server, and there is none of the users ${names.join(', ')}`);
}

async function numberOf(kind: '-u' | '-g', name: string): Promise<number | undefined> {
  try {
    return Number((await promisify(execFile)('id', [kind, name])).stdout);
  } catch {
    return undefined;
  }
}
