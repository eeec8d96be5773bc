import { FaultlineError } from '../../model/errors.ts';
import { formatRows } from '../../output/format-number.ts';
import { rowsIn, type Manifest } from './manifest.ts';
import { listed } from './refuse-in-the-way.ts';

/** Refuses to begin where an earlier run of the same data set has left its files. @throws DUPLICATE_OBJECT */
export function refuseEarlier(found: Manifest, folder: string): void {
  const names = listed(found.files.map(({ path }) => path));
  if (found.state === 'finished')
    throw new FaultlineError('DUPLICATE_OBJECT', `${folder} already has the files of this data set: ${names}`, {
      hint: 'Replace them with --force, or choose another folder with --out.',
    });
  const rows = formatRows(rowsIn(found));
  throw new FaultlineError('DUPLICATE_OBJECT', `${folder} has a run that was broken off after ${rows}: ${names}`, {
    hint: 'Go on with --continue, or make all files anew with --force.',
  });
}
