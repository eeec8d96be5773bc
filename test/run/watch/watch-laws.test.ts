import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FaultlineError } from '../../../src/model/errors.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { Run } from '../../../src/model/run.ts';
import type { Scenario } from '../../../src/model/scenario.ts';
import { nextDue } from '../../../src/plan/next-due.ts';
import { follow, intentOf } from '../../plan/ledger-in-memory.ts';
import { scenarioOf } from '../workbench.ts';
import { openStage } from './stage.ts';

const minute = 60_000;
const step = '- {id: emails, anomaly: null-spike, table: customers, column: email}';
const start = Date.parse('2026-10-24T23:00:00Z');
/** With the change of clocks in Berlin. */
const minutes = 200;

const schedules = fc
  .record({
    cron: fc.constantFrom('*/17 * * * *', '13 * * * *', '0 */2 * * *', '30 2 * * *', '@daily'),
    timezone: fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York'),
    keep: fc.constantFrom('1 minute', '3 minutes', '25 minutes', '2 hours'),
    misfire: fc.constantFrom('skip', 'once'),
    from: fc.constantFrom('', ', from: 2026-10-24', ', from: 2026-10-25T00:45:00Z'),
  })
  .map(({ cron, timezone, keep, misfire, from }) =>
    scenarioOf(
      'crm-sync',
      step,
      `schedule: {cron: "${cron}", timezone: ${timezone}, keep: ${keep}, misfire: ${misfire}${from}}`,
    ),
  );

/** Minutes from the start: when the database was away, each from (inclusive) to (exclusive). */
const outages = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: minutes }), fc.integer({ min: 1, max: 60 }))
    .map(([from, length]) => ({ from, to: from + length })),
  { maxLength: 6 },
);

function isAway(all: readonly { readonly from: number; readonly to: number }[], time: number): boolean {
  return all.some(({ from, to }) => time >= start + from * minute && time < start + to * minute);
}

const iso = (time: number) => new Date(time).toISOString().replace('Z', '000Z');

/** What `apply`, called every minute, makes of a ledger. */
function appliedEveryMinute(scenario: Scenario, away: Parameters<typeof isAway>[0]): readonly Run[] {
  let runs: readonly Run[] = [];
  for (let time = start; time <= start + minutes * minute; time += minute)
    if (!isAway(away, time)) runs = follow(scenario, runs, iso(time));
  return runs;
}

/** What watch makes of it. */
async function watched(scenario: Scenario, away: Parameters<typeof isAway>[0], random: () => number) {
  let runs: readonly Run[] = [];
  const stage = openStage({
    start: iso(start),
    scenarios: [scenario],
    random,
    async converge() {
      const time = stage.time.clock().getTime();
      if (isAway(away, time)) throw new FaultlineError('CONNECTION_FAILED', 'the database is away');
      const now = iso(time);
      const { action } = intentOf(scenario, runs, now);
      runs = follow(scenario, runs, now);
      const active = runs.filter(({ state }) => state === 'applied');
      const left = active.map((run) => ({
        action: 'keep' as const,
        scenario: scenario.name,
        path: scenario.path,
        reason: action,
        active: { run: run.id, appliedAt: run.appliedAt!, rows: 1 },
        standing: { intact: 1, restored: 0, conflicting: 0, gone: 0 },
      }));
      const target = { target: 'shop', actions: left, nextDue: nextDue([scenario], left, active, now) };
      return { plan: { targets: [target] } as unknown as Plan, applied: [] };
    },
  });
  await stage.settle();
  await stage.runTo(iso(start + minutes * minute));
  await stage.end();
  return { runs, stage };
}

const slots = (runs: readonly Run[]) => runs.map(({ slot }) => slot);

describe('watch', () => {
  it('injects the slots that apply every minute would, whatever outages there are, each once, and takes them back as soon', async () => {
    await fc.assert(
      fc.asyncProperty(
        schedules,
        outages,
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        async (scenario, away, randoms) => {
          const { runs } = await watched(scenario, away, () => randoms.next().value!);
          const expected = appliedEveryMinute(scenario, away);
          expect(slots(runs)).toEqual(slots(expected));
          expect(new Set(slots(runs)).size).toBe(runs.length);
          for (const [index, { endedAt }] of expected.entries()) {
            if (endedAt === null || Date.parse(endedAt) + minute > start + minutes * minute) continue;
            expect(Date.parse(runs[index]!.endedAt!)).toBeLessThanOrEqual(Date.parse(endedAt) + minute);
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  it('asks the database only when something is due', async () => {
    const weekly = scenarioOf('crm-sync', step, 'schedule: {cron: "0 1 * * *", keep: 45 minutes}');
    const { stage } = await watched(weekly, [], () => 0);
    // At the start, and at the beginning and the end of one slot.
    expect(stage.told('begun')).toHaveLength(3);
    expect(stage.time.wakes()).toBeGreaterThan(minutes - 5);
  });
});
