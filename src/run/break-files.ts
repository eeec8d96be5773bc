import type { BrokenFile } from '../model/file-damage.ts';
import type { Connection } from '../model/engine.ts';
import type { RunStep } from '../model/run.ts';

/** Breaks the files of a step as part of the open transaction. @throws WRITE_CONFLICT where one is not as it was planned */
export async function breakFiles({ files }: Connection, { table, alteration }: RunStep): Promise<void> {
  if (alteration?.change !== 'break files') return;
  for (const file of alteration.files) await files!.damage(table, file, alteration.damage);
}

/**
 * Puts the files of a step back as part of the open transaction; what others have put back or taken away is left as it is.
 * @param force overwrites files that others have written since
 * @returns number of files put back
 */
export async function repairFiles({ files }: Connection, step: RunStep, force: boolean): Promise<number> {
  let repaired = 0;
  for (const file of brokenFiles(step)) {
    const standing = await files!.standingOf(file);
    if (standing !== 'broken' && !(force && standing === 'changed')) continue;
    await files!.repair(file);
    repaired += 1;
  }
  return repaired;
}

function brokenFiles({ alteration }: RunStep): readonly BrokenFile[] {
  return alteration?.change === 'break files' ? alteration.files : [];
}
