import { existsSync, realpathSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ConnectOptions } from '../../model/engine.ts';
import { FaultlineError } from '../../model/errors.ts';

/** Faultline's own folder inside of a target's: ledger, originals, journal. */
export const ownFolder = '.faultline';

/** The folder of a URL, absolute. @throws CONNECTION_FAILED where there is no such folder: none is ever made */
export function folderOf({ url, root }: Pick<ConnectOptions, 'url' | 'root'>): string {
  const written = url.slice('files:'.length).replace(/^\/\/(?=\/)/, '');
  const path = resolve(root, decodeURI(written));
  if (written !== '' && existsSync(path) && statSync(path).isDirectory()) return realpathSync(path);
  const problem = written !== '' && existsSync(path) ? 'is not a folder' : 'does not exist';
  throw new FaultlineError('CONNECTION_FAILED', `the folder ${path} ${problem}`, {
    hint: 'Check the path of the URL; relative paths start at the folder of faultline.yaml.',
  });
}
