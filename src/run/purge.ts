import type { Certificate } from '../model/certificate.ts';
import type { Connection } from '../model/engine.ts';
import type { Run } from '../model/run.ts';
import { beginLocked } from '../ledger/lock.ts';
import { hasLedger, prepareLedger } from '../ledger/prepare.ts';
import { isMarkedPurged, markPurged } from '../ledger/purge-mark.ts';
import { readRuns } from '../ledger/runs.ts';
import { dropLedger, type Dropped } from './drop-ledger.ts';
import { makeCertificate } from './make-certificate.ts';
import { tablesIn } from './own-tables.ts';
import { refusePurge } from './refuse-purge.ts';

export interface PurgeRequest {
  readonly schema: string;
  readonly project: string;
  readonly target: string;
  /** Ended runs of other projects do not stand in the way. */
  readonly allProjects: boolean;
  /** Version of this Faultline. */
  readonly faultline: string;
  readonly actor: string;
  readonly clock: () => Date;
  readonly lockTimeout: number;
  /** Keeps the certificate before anything is dropped; where it fails, nothing is. */
  readonly keep: (certificate: Certificate) => Promise<void>;
}

/** What a target holds of Faultline: nothing, a ledger, or what an unfinished purge has left of one. */
export type Purgeable =
  | { readonly state: 'nothing' }
  | { readonly state: 'ledger' | 'unfinished'; readonly runs: readonly Run[] };

/** Looks whether a target can be purged, without a lock: whoever is asked is not asked in vain. @throws as `refusePurge`, LEDGER_TOO_NEW */
export async function findPurgeable(
  connection: Connection,
  { schema, project, allProjects }: Pick<PurgeRequest, 'schema' | 'project' | 'allProjects'>,
): Promise<Purgeable> {
  if (await isMarkedPurged(connection, schema))
    return { state: 'unfinished', runs: await remainingRuns(connection, schema) };
  if (!(await hasLedger(connection, schema))) {
    const { own } = await tablesIn(connection, schema);
    return own.length === 0 ? { state: 'nothing' } : { state: 'ledger', runs: [] };
  }
  const runs = await readRuns(connection, schema);
  refusePurge(runs, project, allProjects);
  return { state: 'ledger', runs };
}

/**
 * Drops the ledger and every snapshot of a target, after it has certified them.
 *
 * Under the ledger's lock: runs are looked at, the certificate is made and kept, the ledger is marked; commit. From
 * then on every Faultline is refused, also one that was waiting for the lock, so that nothing is dropped under
 * anybody's hands. A kill before the commit has changed nothing; a later one leaves the mark, and the next purge goes on.
 * @returns undefined where there is nothing of Faultline
 * @throws as `refusePurge`, LOCKED
 */
export async function purge(
  connection: Connection,
  request: PurgeRequest,
): Promise<(Dropped & { readonly certificate: Certificate }) | undefined> {
  const { schema } = request;
  const found = await findPurgeable(connection, request);
  if (found.state === 'nothing') return undefined;
  const certificate =
    found.state === 'ledger'
      ? await closeLedger(connection, request)
      : await certifyRest(connection, request, found.runs);
  return { certificate, ...(await dropLedger(connection, schema)) };
}

async function closeLedger(connection: Connection, request: PurgeRequest): Promise<Certificate> {
  const { schema, project, allProjects, actor, clock, lockTimeout, keep } = request;
  const now = clock().toISOString();
  // What a killed one has left half made has no row to lock.
  await prepareLedger(connection, schema, now);
  await beginLocked(connection, schema, actor, now, lockTimeout);
  try {
    const runs = await readRuns(connection, schema);
    refusePurge(runs, project, allProjects);
    const certificate = await makeCertificate(connection, { ...request, now }, runs);
    await keep(certificate);
    await markPurged(connection, schema);
    await connection.commit();
    return certificate;
  } finally {
    await connection.rollback();
  }
}

/** Of an unfinished purge nobody knows where its certificate is: what is left is certified once more. */
async function certifyRest(connection: Connection, request: PurgeRequest, runs: readonly Run[]): Promise<Certificate> {
  const certificate = await makeCertificate(connection, { ...request, now: request.clock().toISOString() }, runs);
  await request.keep(certificate);
  return certificate;
}

async function remainingRuns(connection: Connection, schema: string): Promise<readonly Run[]> {
  const { own } = await tablesIn(connection, schema);
  const has = (title: string) => own.some(({ name }) => name === title);
  return has('runs') && has('steps') ? readRuns(connection, schema) : [];
}
