import { byFaultline } from './by-faultline.ts';
import { byHand } from './by-hand.ts';
import { connectTo } from './connect-to.ts';
import type { Client } from './memory.ts';
import type { AnomalyName } from './orders.ts';
import { sql } from '../src/sql/sql.ts';

/** A process that changes the table, takes the change back, and says what memory it needed at most, in kilobytes. */
const [url, anomaly, client] = process.argv.slice(2) as [string, AnomalyName, Client];
const connection = await connectTo(url);
await (client === 'by hand' ? changeByHand() : changeByFaultline());
await connection.close();
process.stdout.write(String(process.resourceUsage().maxRSS));

async function changeByHand(): Promise<void> {
  const [row] = await connection.query(sql`select count(*) as found from orders`);
  const hand = byHand(connection, anomaly, Math.round(Number(row?.['found']) / 100));
  await hand.change(connection);
  await hand.takeBack(connection);
  await hand.tidyUp(connection);
}

async function changeByFaultline(): Promise<void> {
  const faultline = byFaultline(anomaly);
  await faultline.apply(connection, await faultline.plan(connection));
  await faultline.rollback(connection);
  await faultline.tidyUp(connection);
}
