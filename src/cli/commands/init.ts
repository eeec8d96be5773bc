import { access, mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { FaultlineError } from '../../model/errors.ts';
import { initFiles } from '../../scenario/init.ts';
import type { Session } from '../session.ts';

export interface InitOptions {
  readonly name?: string | undefined;
  readonly url: string;
}

/** Writes the files of a new project; a file that is there is never touched. */
export async function init(session: Session, folder: string, { name, url }: InitOptions): Promise<number> {
  const root = resolve(folder);
  const files = initFiles({ project: name ?? slug(basename(root)), url });
  for (const path of Object.keys(files)) {
    if (await exists(join(root, path))) throw new FaultlineError('INVALID_ARGUMENT', `${path} is there already; nothing was written`, { hint: 'Move it away, or start in another folder.' });
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text, { flag: 'wx' });
    session.write(`Wrote ${path}\n`);
  }
  session.write('\nNext: set the target in faultline.yaml, then faultline inspect, faultline plan, faultline apply.\n');
  return 0;
}

function slug(text: string): string {
  return text.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-').replaceAll(/^-+|-+$/gu, '') || 'data-quality';
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(() => true, () => false);
}
