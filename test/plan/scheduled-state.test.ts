import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Run } from '../../src/model/run.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import type { Intent } from '../../src/plan/desired-state.ts';
import { continuedSince } from '../../src/plan/expiry.ts';
import { origin, scenarioOf } from '../run/workbench.ts';
import { begin, end, follow, intentOf } from './ledger-in-memory.ts';

const step = '- {id: emails, anomaly: null-spike, table: customers, column: email}';
/** Mondays at six in Berlin, for two hours. */
const weekly = (changes = '') =>
  scenarioOf('crm-sync', step, `schedule: {cron: "0 6 * * MON", timezone: Europe/Berlin, keep: 2 hours${changes}}`);
const at = (text: string) => `2026-${text}:00.000000Z`;
/** Monday's slot. */
const monday = at('11-23T05:00');

/** `inject 2026-11-23T05:00: slot of Mon 23 Nov 06:00`. */
function told(intent: Intent): string {
  const slot = 'slot' in intent && intent.slot !== '' ? ` ${intent.slot.slice(0, 16)}` : '';
  return `${intent.action}${slot}: ${intent.reason}`;
}

/** What is told at each moment, apply being called at each. */
function history(scenario: Scenario, moments: readonly string[], runs: readonly Run[] = []): readonly string[] {
  let ledger = runs;
  return moments.map((moment) => {
    const now = at(moment);
    const intent = intentOf(scenario, ledger, now);
    ledger = follow(scenario, ledger, now, intent);
    return told(intent);
  });
}

const ofMonday = 'inject 2026-11-23T05:00: slot of Mon 23 Nov 06:00';

describe('a schedule', () => {
  it('injects at its slot, keeps as long as it says, heals, and waits for the next', () => {
    expect(
      history(weekly(), [
        '11-22T09:00',
        '11-23T04:59',
        '11-23T05:00',
        '11-23T06:00',
        '11-23T06:59',
        '11-23T07:00',
        '11-23T07:01',
        '11-30T05:10',
      ]),
    ).toEqual([
      'wait: no slot is due',
      'wait: no slot is due',
      ofMonday,
      'keep: unchanged',
      'keep: unchanged',
      'heal: its slot is over',
      'wait: no slot is due',
      'inject 2026-11-30T05:00: slot of Mon 30 Nov 06:00',
    ]);
  });

  it('that is met late lasts to the same end, and one that is met too late is left out', () => {
    const [run] = follow(weekly(), [], at('11-23T06:58'));
    expect(run).toMatchObject({ slot: monday, expiresAt: at('11-23T07:00') });
    expect(history(weekly(), ['11-23T07:00', '11-24T12:00'])).toEqual(['wait: no slot is due', 'wait: no slot is due']);
  });

  it('with misfire: once makes up for the latest missed slot, once, for as long as it keeps', () => {
    const once = weekly(', misfire: once');
    const ledger = [end(begin(once, at('11-09T05:00'), at('11-09T05:00'), 1), 'expired', at('11-09T07:00'))];
    expect(history(once, ['11-24T12:00', '11-24T13:59', '11-24T14:00', '11-24T14:01'], ledger)).toEqual([
      ofMonday,
      'keep: unchanged',
      'heal: its slot is over',
      'wait: no slot is due',
    ]);
  });

  it('with misfire: once misses nothing before it first was due, but what `from` says', () => {
    expect(history(weekly(', misfire: once'), ['11-24T12:00'])).toEqual(['wait: no slot is due']);
    expect(history(weekly(', misfire: once, from: 2026-11-23'), ['11-24T12:00'])).toEqual([ofMonday]);
  });

  it('whose slots overlap goes on to the next one', () => {
    const daily = scenarioOf('crm-sync', step, 'schedule: {cron: "@daily", keep: 36 hours}');
    expect(history(daily, ['11-23T00:00', '11-23T23:59', '11-24T00:00', '11-25T11:59'])).toEqual([
      'inject 2026-11-23T00:00: slot of Mon 23 Nov 00:00',
      'keep: unchanged',
      'replace 2026-11-24T00:00: slot of Tue 24 Nov 00:00',
      'replace 2026-11-25T00:00: slot of Wed 25 Nov 00:00',
    ]);
  });

  it('does nothing twice when the clock goes backwards', () => {
    expect(
      history(weekly(), ['11-30T05:30', '11-23T05:30', '11-30T05:40', '11-30T07:00', '11-30T05:50', '11-23T05:30']),
    ).toEqual([
      'inject 2026-11-30T05:00: slot of Mon 30 Nov 06:00',
      'keep: unchanged',
      'keep: unchanged',
      'heal: its slot is over',
      'wait: no slot is due',
      'wait: no slot is due',
    ]);
  });

  it('ends at `until`, in the middle of a slot too', () => {
    expect(history(weekly(', until: 2026-11-23T06:00:00Z'), ['11-23T05:00', '11-23T06:00', '11-30T05:00'])).toEqual([
      ofMonday,
      'heal: its slot is over',
      'wait: its schedule has ended',
    ]);
  });

  it('is replaced within its slot where the file changes, and is not brought back after it', () => {
    const [run] = follow(weekly(), [], at('11-23T05:00'));
    const other = { ...run!, fingerprint: 'of another text' };
    expect(told(intentOf(weekly(), [other], at('11-23T06:00')))).toBe('replace 2026-11-23T05:00: file changed');
    expect(told(intentOf(weekly(), [end(other, 'expired', at('11-23T07:00'))], at('11-23T06:30')))).toBe(
      'wait: no slot is due',
    );
  });

  it('rolled back by hand is held over all its slots, until it is resumed or its file changes', () => {
    const [run] = follow(weekly(), [], at('11-23T05:00'));
    const byHand = end(run!, 'manual', at('11-23T05:30'));
    expect(told(intentOf(weekly(), [byHand], at('11-23T06:00')))).toBe('hold: rolled back by hand');
    expect(told(intentOf(weekly(), [byHand], at('11-30T06:00')))).toBe('hold: rolled back by hand');
    expect(told(intentOf(weekly(), [{ ...byHand, isReleased: true }], at('11-23T06:00')))).toBe(ofMonday);
    expect(told(intentOf(weekly(), [{ ...byHand, fingerprint: 'other' }], at('11-30T06:00')))).toContain(
      'inject 2026-11-30',
    );
  });

  it('that comes into a file ends what was active without one; one that goes leaves the scenario active', () => {
    const always = scenarioOf('crm-sync', step);
    const [unscheduled] = follow(always, [], at('11-22T09:00'));
    expect(told(intentOf(weekly(), [unscheduled!], at('11-22T10:00')))).toBe('heal: it has a schedule now');
    expect(told(intentOf(weekly(), [unscheduled!], at('11-23T05:00')))).toBe(
      'replace 2026-11-23T05:00: slot of Mon 23 Nov 06:00',
    );
    const [scheduled] = follow(weekly(), [], at('11-23T05:00'));
    expect(told(intentOf(always, [scheduled!], at('11-23T06:00')))).toBe('replace: file changed');
    expect(told(intentOf(always, [end(scheduled!, 'expired', at('11-23T07:00'))], at('11-23T08:00')))).toBe(
      'inject: no longer scheduled',
    );
  });

  it('of another branch is left alone but for its end', () => {
    const [run] = follow(weekly(), [], at('11-23T05:00'));
    const foreign = { ...run!, origin: { ...origin, ref: 'feature/x' } };
    expect(told(intentOf(weekly(), [foreign], at('11-23T06:00')))).toBe('keep: unchanged');
    expect(told(intentOf(weekly(), [foreign], at('11-30T05:00')))).toBe('heal: its slot is over');
  });
});

describe('the end of a run', () => {
  const [run] = follow(weekly(), [], at('11-23T05:00'));
  const foreign = { ...run!, origin: { ...origin, ref: 'feature/x' } };
  const shorter = scenarioOf(
    'crm-sync',
    step,
    'schedule: {cron: "0 6 * * MON", timezone: Europe/Berlin, keep: 1 minute}',
  );

  it('of another branch is what that branch has said, whatever the file says here', () => {
    expect(told(intentOf(shorter, [run!], at('11-23T05:30')))).toBe('heal: its slot is over');
    expect(told(intentOf(shorter, [foreign], at('11-23T05:30')))).toBe('keep: unchanged');
    const passing = scenarioOf('crm-sync', step, 'expires: 1 minute');
    const [lasting] = follow(scenarioOf('crm-sync', step), [], at('11-22T09:00'));
    expect(told(intentOf(passing, [lasting!], at('11-23T05:30')))).toBe('heal: expired');
    expect(told(intentOf(passing, [{ ...lasting!, origin: foreign.origin }], at('11-23T05:30')))).toBe(
      'keep: unchanged',
    );
  });

  it('that expired before there was a schedule holds nothing', () => {
    const [expired] = follow(scenarioOf('crm-sync', step, 'expires: 1 day'), [], at('11-20T09:00'));
    expect(told(intentOf(weekly(), [end(expired!, 'expired', at('11-21T09:00'))], at('11-23T05:30')))).toBe(ofMonday);
  });

  it('is not put off by editing its file within a slot', () => {
    const once = weekly(', misfire: once');
    const [first] = follow(once, [], at('11-23T05:10'));
    const edited = { endReason: 'changed' as const, slot: monday };
    const second = {
      ...first!,
      appliedAt: at('11-23T06:00'),
      origin: { ...origin, since: continuedSince(edited, first!) },
    };
    expect(continuedSince(edited, second)).toBe(at('11-23T05:10'));
    expect(told(intentOf(once, [second], at('11-23T07:09')))).toBe('keep: unchanged');
    expect(told(intentOf(once, [second], at('11-23T07:10')))).toBe('heal: its slot is over');
    expect(continuedSince({ endReason: 'expired', slot: at('11-30T05:00') }, first!)).toBeUndefined();
    expect(continuedSince({ endReason: 'rebuilt' }, first!)).toBe(at('11-23T05:10'));
  });
});

describe('a suspended scenario', () => {
  const suspended = (until = '') => scenarioOf('crm-sync', step, `suspend: {reason: month end${until}}`);

  it('is taken back, waits, and comes back when the key is gone', () => {
    const always = scenarioOf('crm-sync', step);
    const active = follow(always, [], at('11-22T09:00'));
    expect(told(intentOf(suspended(), active, at('11-23T09:00')))).toBe('heal: suspended: month end');
    const healed = follow(suspended(), active, at('11-23T09:00'));
    expect(healed[0]).toMatchObject({ endReason: 'suspended' });
    expect(told(intentOf(suspended(), healed, at('11-24T09:00')))).toBe('wait: suspended: month end');
    expect(told(intentOf(always, healed, at('11-24T09:00')))).toBe('inject: no longer suspended');
  });

  it('until a point in time comes back by itself', () => {
    const file = suspended(', until: 2026-12-01');
    expect(told(intentOf(file, [], at('11-30T23:59')))).toBe('wait: suspended until Tue 1 Dec: month end');
    expect(told(intentOf(file, [], at('12-01T00:00')))).toBe('inject: new file');
  });

  it('lets its slots pass by', () => {
    const file = scenarioOf(
      'crm-sync',
      step,
      'schedule: {cron: "@daily", keep: 2 hours, misfire: once, from: 2026-11-01}\nsuspend: {reason: month end, until: 2026-11-23T01:00:00Z}',
    );
    expect(history(file, ['11-23T00:30', '11-23T01:30', '11-24T00:00'])).toEqual([
      'wait: suspended until Mon 23 Nov 01:00: month end',
      'wait: no slot is due',
      'inject 2026-11-24T00:00: slot of Tue 24 Nov 00:00',
    ]);
  });
});

describe('whenever apply is called', () => {
  const crons = ['*/30 * * * *', '0 * * * *', '30 2 * * *', '0 6 * * MON,THU'];
  const keeps = ['20 minutes', '90 minutes', '3 hours', '2 days'];
  const start = Date.UTC(2026, 9, 22);
  /** Calls over a fortnight that has a change of clocks; some go backwards. */
  const calls = fc.array(
    fc.integer({ min: 0, max: 14 * 86_400 }).map((second) => start + second * 1000),
    { minLength: 1, maxLength: 60 },
  );
  const text = (time: number) => new Date(time).toISOString().replace('Z', '000Z');

  it('each slot is injected at most once, in its window, and nothing is active outside of one', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...crons),
        fc.constantFrom(...keeps),
        fc.boolean(),
        calls,
        (cron, keep, isSorted, times) => {
          const scenario = scenarioOf(
            'crm-sync',
            step,
            `schedule: {cron: "${cron}", timezone: Europe/Berlin, keep: ${keep}}`,
          );
          let runs: readonly Run[] = [];
          for (const now of (isSorted ? times.toSorted((a, b) => a - b) : times).map(text)) {
            runs = follow(scenario, runs, now);
            const active = runs.filter((run) => run.state === 'applied');
            expect(active.length).toBeLessThanOrEqual(1);
            if (active[0]) expect(active[0].expiresAt! > now).toBe(true);
            expect(intentOf(scenario, runs, now).action).toMatch(/^(keep|wait)$/);
          }
          const slots = runs.map((run) => run.slot);
          expect(new Set(slots).size).toBe(slots.length);
          expect(runs.every((run) => run.appliedAt! >= run.slot && run.appliedAt! < run.expiresAt!)).toBe(true);
          expect(slots.toSorted()).toEqual(slots);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('what is active after a call is the same as if apply had been called every minute before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...crons),
        fc.constantFrom(...keeps),
        fc.integer({ min: 4000, max: 9000 }),
        (cron, keep, minute) => {
          const scenario = scenarioOf(
            'crm-sync',
            step,
            `schedule: {cron: "${cron}", timezone: Europe/Berlin, keep: ${keep}}`,
          );
          const last = text(start + minute * 60_000);
          let often: readonly Run[] = [];
          for (let each = minute - 3000; each <= minute; each += 10)
            often = follow(scenario, often, text(start + each * 60_000));
          often = follow(scenario, often, last);
          const seldom = follow(scenario, [], last);
          const slotOf = (runs: readonly Run[]) => runs.find((run) => run.state === 'applied')?.slot;
          expect(slotOf(seldom)).toBe(slotOf(often));
        },
      ),
      { numRuns: 15 },
    );
  });
});
