import type { Connection } from '../src/model/engine.ts';
import { sql } from '../src/sql/sql.ts';
import { byFaultline } from './by-faultline.ts';
import { createDatabase } from './database.ts';
import { createOrders, type AnomalyName } from './orders.ts';

/** How often the plan of one step reads its table from beginning to end, as PostgreSQL counts it. */
export async function countScans(anomalies: readonly AnomalyName[]): Promise<ReadonlyMap<AnomalyName, number>> {
  const database = await createDatabase('postgres');
  const connection = await database.connect();
  try {
    await createOrders(connection, 10_000, 'integer');
    await database.settle(connection);
    // Every process of a parallel scan would count for itself.
    await connection.execute(sql`set max_parallel_workers_per_gather = 0`);
    const scans = new Map<AnomalyName, number>();
    for (const anomaly of anomalies) {
      const before = await scansSoFar(connection);
      await byFaultline(anomaly).plan(connection);
      scans.set(anomaly, (await scansSoFar(connection)) - before);
    }
    return scans;
  } finally {
    await connection.close();
    await database.remove();
  }
}

async function scansSoFar(connection: Connection): Promise<number> {
  await connection.query(sql`select pg_stat_force_next_flush()`);
  const [row] = await connection.query(sql`select seq_scan as scans from pg_stat_user_tables where relname = 'orders'`);
  return Number(row?.['scans']);
}
