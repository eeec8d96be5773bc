import { hasLedger } from '../../src/ledger/prepare.ts';
import { ledgerTable } from '../../src/ledger/tables.ts';
import { name, sql } from '../../src/sql/sql.ts';
import type { TestDatabase } from './test-database.ts';

/**
 * Makes the ledger of a copied database speak of the copied tables: where a table's schema and identity belong to the
 * database, its runs would else be runs on the tables of the origin.
 */
export async function copiedLedger(origin: TestDatabase, copy: TestDatabase): Promise<void> {
  const [there, here] = [await origin.connect(), await copy.connect()];
  try {
    if (!(await hasLedger(here, copy.ledgerSchema))) return;
    const steps = here.dialect.table(ledgerTable(copy.ledgerSchema, 'steps'));
    const [from, to] = [there.server.defaultSchema, here.server.defaultSchema];
    const known = await here.query(
      sql`select distinct ${name('table_name')} from ${steps} where ${name('table_schema')} = ${from}`,
    );
    for (const row of known) {
      const table = String(row['table_name']);
      const before = await there.describeTable({ schema: from, name: table });
      const after = await here.describeTable({ schema: to, name: table });
      if (!before || !after) continue;
      // One that was made anew since keeps its old identity, which is that of no table.
      await here.execute(sql`update ${steps} set ${name('table_identity')} = ${after.identity}
        where ${name('table_name')} = ${table} and ${name('table_identity')} = ${before.identity}`);
    }
    await here.execute(
      sql`update ${steps} set ${name('table_schema')} = ${to} where ${name('table_schema')} = ${from}`,
    );
  } finally {
    await there.close();
    await here.close();
  }
}
