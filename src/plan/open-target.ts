import type { Connection } from '../model/engine.ts';
import type { Project, Target } from '../model/project.ts';
import { FaultlineError } from '../model/errors.ts';
import { engineFor } from '../engine/registry.ts';
import { resolveSecrets } from '../scenario/secrets.ts';

export interface OpenOptions {
  readonly readOnly: boolean;
  /** Seconds to wait for a lock that another session holds. */
  readonly lockTimeout: number;
  /** Seconds for one statement; default: the target's own. */
  readonly statementTimeout?: number | undefined;
  /** Told of every secret before anything can fail with it. */
  readonly onSecret: (secret: string) => void;
}

/** Seconds for reaching a server. */
const connectTimeout = 15;

/** Makes the database of a target that is a file, where it is not there. @returns whether it has made one */
export async function createDatabase(
  project: Pick<Project, 'root'>,
  target: Target,
  onSecret: OpenOptions['onSecret'],
): Promise<boolean> {
  const { value: url, secrets } = await resolveSecrets(target.url);
  for (const secret of secrets) onSecret(secret);
  const engine = await engineFor(url);
  return (await engine.createDatabase?.({ url, root: project.root })) ?? false;
}

/** Resolves the target's secrets and opens a session; the caller closes it. */
export async function openTarget(
  project: Pick<Project, 'root'>,
  target: Target,
  options: OpenOptions,
): Promise<Connection> {
  const { value: url, secrets } = await resolveSecrets(target.url);
  for (const secret of secrets) options.onSecret(secret);
  const engine = await engineFor(url);
  if (target.tables !== undefined && engine.readsFiles !== true)
    throw new FaultlineError('INVALID_VALUE', '`tables` are for folders of files, and the URL is of a database', {
      hint: 'Take `tables` away from the target: a database knows its tables itself.',
    });
  return engine.connect({
    url,
    root: project.root,
    readOnly: options.readOnly,
    connectTimeout,
    statementTimeout: options.statementTimeout ?? target.statementTimeout,
    lockTimeout: options.lockTimeout,
    ledgerSchema: target.ledgerSchema,
    tables: target.tables,
  });
}
