import { describe, expect, it } from 'vitest';
import { FaultlineError } from '../../../src/model/errors.ts';
import type { Plan } from '../../../src/model/plan.ts';
import type { WatchEvent } from '../../../src/run/watch/events.ts';
import { afterEvent, failingTargets, pendingTargets, unwatched } from '../../../src/run/watch/health.ts';

const at = (time: string) => `2026-11-23T${time}:00.000Z`;
const names = (targets: readonly { readonly target: string }[]) => targets.map(({ target }) => target);
const files = (time: string, ...targets: readonly string[]): WatchEvent => ({
  event: 'files',
  at: at(time),
  generation: 0,
  targets,
  scenarios: 1,
});
const failed = (time: string, target: string): WatchEvent => ({
  event: 'failed',
  at: at(time),
  target,
  error: new FaultlineError('CONNECTION_FAILED', 'nobody answers'),
  failures: 1,
  retryAt: at('23:00'),
});
const converged = (time: string, target: string): WatchEvent => ({
  event: 'converged',
  at: at(time),
  target,
  converged: {
    plan: { targets: [{ actions: [{ action: 'inject' }, { action: 'keep' }, { action: 'heal' }] }] } as unknown as Plan,
    applied: [],
  },
  failures: 0,
  nextDue: at('12:00'),
});
const after = (...events: readonly WatchEvent[]) => events.reduce(afterEvent, unwatched);

describe('the health of what is watched', () => {
  it('waits for the first round of every target, whatever comes of it', () => {
    const begun = [files('09:00', 'shop', 'customer'), converged('09:00', 'shop')];
    expect(names(pendingTargets(after(...begun)))).toEqual(['customer']);
    expect(pendingTargets(after(...begun, failed('09:01', 'customer')))).toEqual([]);
  });

  it('counts a target as failing after five minutes without a round that succeeds', () => {
    const health = after(files('09:00', 'shop', 'customer'), failed('09:01', 'shop'), failed('09:05', 'shop'));
    expect(failingTargets(health, new Date(at('09:06')))).toEqual([]);
    expect(failingTargets(health, new Date(Date.parse(at('09:06')) + 1))).toMatchObject([
      { target: 'shop', failingSince: at('09:01'), error: { code: 'CONNECTION_FAILED', at: at('09:05') } },
    ]);
    expect(failingTargets(afterEvent(health, converged('09:07', 'shop')), new Date(at('12:00')))).toEqual([]);
  });

  it('tells of each target what was last, what is active, and what is next', () => {
    const health = after(files('09:00', 'shop'), converged('09:01', 'shop'));
    expect(health.targets).toEqual([
      {
        target: 'shop',
        workingSince: null,
        lastSuccess: at('09:01'),
        error: null,
        failingSince: null,
        nextDue: at('12:00'),
        retryAt: null,
        activeRuns: 2,
      },
    ]);
    expect(afterEvent(health, failed('09:02', 'shop')).targets).toMatchObject([
      { nextDue: null, retryAt: at('23:00') },
    ]);
  });

  it('tells of files that cannot be used, until they can', () => {
    const refused: WatchEvent = {
      event: 'files refused',
      at: at('10:00'),
      error: new FaultlineError('INVALID_YAML', 'the bracket is not closed'),
    };
    const health = after(files('09:00', 'shop'), refused);
    expect(health.files).toEqual({ code: 'INVALID_YAML', message: 'the bracket is not closed', at: at('10:00') });
    expect(afterEvent(health, { event: 'files restored', at: at('10:01') }).files).toBeNull();
    expect(afterEvent(health, files('10:01', 'customer'))).toMatchObject({
      files: null,
      targets: [{ target: 'customer' }],
    });
  });
});
