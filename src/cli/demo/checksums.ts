import { createHash } from 'node:crypto';
import { isOwnTable } from '../../ledger/tables.ts';
import type { CertifiedTable } from '../../model/certificate.ts';
import { certifyTable } from '../../run/certify-table.ts';
import type { Session } from '../session.ts';
import { inConnection, openProject } from '../workspace.ts';

/** A table at one moment. */
export interface Checksum {
  readonly table: string;
  readonly rows: number;
  /** Over names and types of its columns and every value of every row, whatever their order. */
  readonly checksum: string;
}

const digits = 12;

/** All tables but Faultline's own of the first target of the project in which the process is, by name. */
export async function takeChecksums(session: Session): Promise<readonly Checksum[]> {
  const project = await openProject({ ...session, options: { ...session.options, project: '.' } });
  return inConnection(session, project, project.targets[0]!, { readOnly: true }, async (connection) => {
    const sums: Checksum[] = [];
    for (const { name } of await connection.listTables()) {
      if (isOwnTable(connection.server.ledgerSchema, name)) continue;
      const certified = await certifyTable(connection, name);
      sums.push({ table: name.name, rows: certified.rows, checksum: shortened(certified) });
    }
    return sums.toSorted((one, other) => one.table.localeCompare(other.table, 'en'));
  });
}

function shortened({ columns, rows, checksum }: CertifiedTable): string {
  return createHash('sha256')
    .update(JSON.stringify([columns, rows, checksum]))
    .digest('hex')
    .slice(0, digits);
}
