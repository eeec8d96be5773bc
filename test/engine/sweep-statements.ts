import { catalog } from '../../src/anomaly/registry.ts';
import type { Connection } from '../../src/model/engine.ts';
import { markSwept } from '../../src/ledger/runs.ts';
import { countArrivals, takeArrivals } from '../../src/run/sweep/take-arrivals.ts';
import { thawSteps } from '../../src/run/thaw-step.ts';
import { scenarioOf, type Bench } from '../run/workbench.ts';
import { rowsOfStep } from './statement-recorder.ts';

/** Applies two steps that take arrivals, and makes the statements of a sweep, where no server runs. @param column a text of the table */
export async function recordSweep(
  bench: Bench,
  connection: Connection,
  table: string,
  column: string,
  onApplied: () => void,
): Promise<void> {
  const rest = 'during: {from: latest - 2 days}, sweep: 1 minute';
  const scenario = scenarioOf(
    'reviewed',
    `- {id: s, table: ${table}, anomaly: null-spike, column: ${column}, volume: 12.5%, ${rest}}
- {id: gone, table: ${table}, anomaly: volume-drop, volume: 100%, ${rest}}`,
  );
  const [applied] = await bench.converge([scenario], { now: new Date('2026-11-20T09:00:00Z') });
  const [run] = applied!.injected;
  onApplied();
  const frozen = run!.steps.map((step) => ({ ...step.sweep!, ...step }));
  const compiled = await thawSteps(connection, catalog, scenario, frozen, []);
  for (const [index, step] of run!.steps.entries()) {
    await countArrivals(connection, compiled[index]!, step, run!, [run!]);
    const taken = await takeArrivals(connection, compiled[index]!, step, run!, [run!]);
    if (taken !== rowsOfStep) throw new Error(`${taken} rows taken`);
  }
  await markSwept(connection, connection.server.ledgerSchema, run!);
}
