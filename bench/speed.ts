import type { Connection } from '../src/model/engine.ts';
import { byFaultline, plannedRows } from './by-faultline.ts';
import { byHand } from './by-hand.ts';
import type { BenchDatabase, EngineName } from './database.ts';
import { median, timeOf } from './median.ts';
import { createOrders, type AnomalyName, type KeyKind } from './orders.ts';

/** Medians in milliseconds, and medians of the ratios within a round. */
export interface Speed {
  readonly engine: EngineName;
  readonly anomaly: AnomalyName;
  readonly rows: number;
  readonly key: KeyKind;
  readonly changed: number;
  readonly change: Pair;
  readonly takeBack: Pair;
}

export interface Pair {
  readonly byHand: number;
  readonly byFaultline: number;
  readonly ratio: number;
}

interface Contestant {
  change(): Promise<void>;
  takeBack(): Promise<void>;
  tidyUp(): Promise<void>;
}

interface Round {
  readonly change: number;
  readonly takeBack: number;
}

/**
 * Lets both make the same change to the same table and take it back, in turns, over one open connection. Who begins
 * changes from round to round; a first round is for warming up.
 */
export async function measureSpeed(
  database: BenchDatabase,
  rows: number,
  key: KeyKind,
  anomalies: readonly AnomalyName[],
  rounds: number,
): Promise<readonly Speed[]> {
  const connection = await database.connect();
  try {
    await createOrders(connection, rows, key);
    const results: Speed[] = [];
    for (const anomaly of anomalies) results.push(await compete(database, connection, { rows, key, anomaly, rounds }));
    return results;
  } finally {
    await connection.close();
  }
}

interface Competition {
  readonly rows: number;
  readonly key: KeyKind;
  readonly anomaly: AnomalyName;
  readonly rounds: number;
}

async function compete(
  database: BenchDatabase,
  connection: Connection,
  { rows, key, anomaly, rounds }: Competition,
): Promise<Speed> {
  await database.settle(connection);
  const faultline = byFaultline(anomaly);
  const plan = await faultline.plan(connection);
  const changed = plannedRows(plan);
  const hand = byHand(connection, anomaly, changed);
  const contestants: readonly Contestant[] = [
    {
      change: () => hand.change(connection),
      takeBack: () => hand.takeBack(connection),
      tidyUp: () => hand.tidyUp(connection),
    },
    {
      change: () => faultline.apply(connection, plan),
      takeBack: () => faultline.rollback(connection),
      tidyUp: () => faultline.tidyUp(connection),
    },
  ];
  const times: (readonly [Round, Round])[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const [first, second] = round % 2 === 0 ? [0, 1] : [1, 0];
    const found: Round[] = [];
    for (const index of [first, second]) found[index!] = await play(database, connection, contestants[index!]!);
    if (round > 0) times.push([found[0]!, found[1]!]);
  }
  return {
    engine: database.engine,
    anomaly,
    rows,
    key,
    changed,
    change: pairOf(times, 'change'),
    takeBack: pairOf(times, 'takeBack'),
  };
}

async function play(database: BenchDatabase, connection: Connection, contestant: Contestant): Promise<Round> {
  const change = await timeOf(() => contestant.change());
  await database.settle(connection);
  const takeBack = await timeOf(() => contestant.takeBack());
  await contestant.tidyUp();
  await database.settle(connection);
  return { change, takeBack };
}

function pairOf(times: readonly (readonly [Round, Round])[], part: keyof Round): Pair {
  return {
    byHand: median(times.map(([hand]) => hand[part])),
    byFaultline: median(times.map(([, faultline]) => faultline[part])),
    ratio: median(times.map(([hand, faultline]) => faultline[part] / hand[part])),
  };
}
