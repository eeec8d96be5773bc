import { setTimeout as sleep } from 'node:timers/promises';
import type { Shop } from './shop.ts';

/** Holds for every row at once as long as the table slow is empty; with a row in it, no database comes to its end in a test. */
export const slowly = {
  postgres: 'pg_sleep((select 60 * count(*) from slow)) is not null',
  duckdb:
    '(select count(*) from slow, range(10000000) as a, range(10000000) as b where a.range * b.range % 7 = 3) >= 0',
};

/** Waits until a statement of Faultline's is in the middle of `slowly`. */
export async function untilSlow({ database, select }: Shop): Promise<void> {
  // Nobody else can look into a file of DuckDB's that is being written.
  if (database.url.startsWith('duckdb:')) return sleep(200);
  for (let tries = 0; tries < 200; tries += 1) {
    const [found] = await select(
      `select 1 from pg_stat_activity where datname = current_database() and application_name = 'faultline' and wait_event = 'PgSleep'`,
    );
    if (found !== undefined) return;
    await sleep(50);
  }
  throw new Error('no statement has become slow');
}
