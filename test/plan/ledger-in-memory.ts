import type { Run } from '../../src/model/run.ts';
import type { Scenario } from '../../src/model/scenario.ts';
import { desiredState, type Intent } from '../../src/plan/desired-state.ts';
import { expiryOf } from '../../src/plan/expiry.ts';
import { origin } from '../run/workbench.ts';

/** Carries out intents in memory, as apply does in a target. */
export function follow(
  scenario: Scenario,
  runs: readonly Run[],
  now: string,
  intent = intentOf(scenario, runs, now),
): readonly Run[] {
  const ended = 'endReason' in intent ? [end(intent.run, intent.endReason, now)] : [];
  const rest = runs.filter((run) => !('endReason' in intent) || run !== intent.run);
  if (intent.action !== 'inject' && intent.action !== 'replace') return [...rest, ...ended];
  return [...rest, ...ended, begin(scenario, intent.slot, now, runs.length + 1)];
}

export function intentOf(scenario: Scenario, runs: readonly Run[], now: string): Intent {
  const [intent] = desiredState({
    project: 'acme-dq',
    target: 'shop',
    targets: ['shop'],
    scenarios: [scenario],
    isComplete: true,
    runs,
    origin,
    now,
    prune: false,
  });
  return intent!;
}

export function begin(scenario: Scenario, slot: string, now: string, sequence: number): Run {
  return {
    id: `run${sequence}`,
    sequence,
    project: 'acme-dq',
    scenario: scenario.name,
    target: 'shop',
    slot,
    state: 'applied',
    fingerprint: scenario.fingerprint,
    origin,
    path: scenario.path,
    planDigest: '',
    now,
    actor: 'ann',
    preparedAt: now,
    appliedAt: now,
    expiresAt: expiryOf(scenario, slot, now) ?? null,
    endedAt: null,
    endReason: null,
    isReleased: false,
    rows: 1,
    source: scenario.source,
    steps: [],
  };
}

export function end(run: Run, endReason: Run['endReason'], now: string): Run {
  return { ...run, state: 'rolled back', endReason, endedAt: now };
}
