import type { Certificate, CertifiedRun, CertifiedStep, CertifiedTable } from '../model/certificate.ts';
import type { Connection } from '../model/engine.ts';
import type { Run } from '../model/run.ts';
import { isSameTable, type TableName } from '../model/table.ts';
import { certifyTable } from './certify-table.ts';
import { compareEnded } from './compare-ended.ts';
import { sealCertificate } from './seal-certificate.ts';

export interface CertificateRequest {
  /** Version of this Faultline. */
  readonly faultline: string;
  readonly project: string;
  readonly target: string;
  readonly schema: string;
  readonly actor: string;
  readonly now: string;
}

/** What is known of the runs of a ledger, and what the tables that they touched hold now. */
export async function makeCertificate(
  connection: Connection,
  { faultline, project, target, schema, actor, now }: CertificateRequest,
  runs: readonly Run[],
): Promise<Certificate> {
  const certified: CertifiedRun[] = [];
  for (const run of runs) certified.push(await certifyRun(connection, run, runs));
  const tables: CertifiedTable[] = [];
  for (const table of touchedBy(runs)) tables.push(await certifyTable(connection, table));
  const { product, version, database } = connection.server;
  return sealCertificate({
    formatVersion: 1,
    kind: 'PurgeCertificate',
    faultline,
    project,
    target,
    server: { product, version, database },
    ledgerSchema: schema,
    at: now,
    actor,
    runs: certified,
    tables,
  });
}

async function certifyRun(connection: Connection, run: Run, runs: readonly Run[]): Promise<CertifiedRun> {
  const steps: CertifiedStep[] = [];
  for (const step of run.steps) {
    const { id, anomaly, effect, table, rows } = step;
    steps.push({ step: id, anomaly, effect, table, rows, comparison: await compareEnded(connection, run, step, runs) });
  }
  const { project, scenario, target, path, actor, state, endReason, rows, fingerprint, planDigest } = run;
  const { repository, ref, commit, directory } = run.origin;
  return {
    run: run.id,
    project,
    scenario,
    target,
    path,
    origin: { repository, ref, commit, directory },
    actor,
    state,
    endReason,
    preparedAt: run.preparedAt,
    appliedAt: run.appliedAt,
    endedAt: run.endedAt,
    rows,
    fingerprint,
    planDigest,
    steps,
  };
}

function touchedBy(runs: readonly Run[]): readonly TableName[] {
  const all = runs.flatMap((run) => run.steps.map(({ table }) => table));
  const first = all.filter((table, index) => all.findIndex((other) => isSameTable(other, table)) === index);
  return first.toSorted((left, right) => compare(left.schema, right.schema) || compare(left.name, right.name));
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}
