import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { sentSchema, type Sent } from '../../dataset/http/send-tables.ts';
import { machineDisk } from '../../dataset/write/disk.ts';
import { takeLock } from '../../dataset/write/folder-lock.ts';
import { baseName } from '../../dataset/write/planned-files.ts';
import { replaceText } from '../../dataset/write/replace-text.ts';
import { FaultlineError } from '../../model/errors.ts';
import { checkSchema } from '../../scenario/schema-check.ts';
import type { Making } from './making.ts';

/** Where a run keeps what was acknowledged. */
export interface SentRecord {
  /** What an interrupted run was acknowledged; undefined where everything is to be sent. */
  readonly resumeFrom: Sent | undefined;
  /** Replaces what is kept at once. */
  keep(sent: Sent): Promise<void>;
}

type Choice = Pick<Making, 'dataset' | 'shard' | 'isContinued' | 'isForced'>;

/**
 * Works with the record of a data set, or of a shard of it, in the folder in which the command runs. No second run has
 * it meanwhile; once the work has succeeded, the record is gone.
 * @throws INVALID_ARGUMENT where a run was interrupted and neither --continue nor --force is given, or --continue finds
 * none, or a record that is broken; LOCKED
 */
export async function withSentRecord<Result>(
  choice: Choice,
  work: (record: SentRecord) => Promise<Result>,
): Promise<Result> {
  const path = resolve(`.faultline-${baseName(choice.dataset.name, choice.shard)}.http`);
  const record = `${path}.json`;
  const unlock = await takeLock(machineDisk, `${path}.lock`);
  try {
    const resumeFrom = await readRecord(record, choice);
    const keep = (sent: Sent) => replaceText(machineDisk, record, `${JSON.stringify(sent)}\n`);
    const result = await work({ resumeFrom, keep });
    await machineDisk.remove(record);
    return result;
  } finally {
    await unlock();
  }
}

async function readRecord(path: string, { isContinued, isForced }: Choice): Promise<Sent | undefined> {
  if (isForced) return undefined;
  if (!existsSync(path)) {
    if (isContinued)
      throw new FaultlineError('INVALID_ARGUMENT', `there is no interrupted run: ${path} is not there`, {
        hint: 'Begin one: leave --continue out.',
      });
    return undefined;
  }
  if (!isContinued)
    throw new FaultlineError('INVALID_ARGUMENT', 'an earlier run of this data set was interrupted', {
      hint: 'Go on with --continue, or send everything anew with --force.',
    });
  const sent = await parsed(path);
  if (sent === undefined || checkSchema(sentSchema, sent, []).length > 0)
    throw new FaultlineError('INVALID_ARGUMENT', `${path} is not what an interrupted run leaves`, {
      hint: 'Send everything anew with --force.',
    });
  return sent as Sent;
}

async function parsed(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return undefined;
  }
}
