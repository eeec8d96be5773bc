import { expect, it } from 'vitest';
import type { Action, PlannedStep } from '../../src/model/plan.ts';
import type { Run, RunStep } from '../../src/model/run.ts';
import { partsOf } from '../../src/run/parts.ts';

const alteration = { change: 'rename column', from: 'email', to: 'email_v2' } as const;
const about = (scenario: string) => ({ scenario, path: `scenarios/${scenario}.yaml`, reason: 'new file' });
const steps = (effect: 'update' | 'alter') => [{ effect } as PlannedStep];
const active = (run: string) => ({ run, appliedAt: '2026-11-20T09:00:00.000Z', rows: 1 });
const inject = (scenario: string, effect: 'update' | 'alter'): Action => ({
  ...about(scenario),
  action: 'inject',
  fingerprint: 'f',
  steps: steps(effect),
});
const heal = (scenario: string, run: string): Action => ({
  ...about(scenario),
  action: 'heal',
  endReason: 'removed',
  active: active(run),
  conflicts: 0,
});
const replace = (scenario: string, run: string, effect: 'update' | 'alter'): Action => ({
  ...about(scenario),
  action: 'replace',
  fingerprint: 'f',
  steps: steps(effect),
  endReason: 'changed',
  active: active(run),
  conflicts: 0,
});
const runs = [
  { id: 'rows', steps: [{}] as RunStep[] } as unknown as Run,
  { id: 'names', steps: [{ alteration }] as RunStep[] } as unknown as Run,
];

/** `heal old`, in its order, a list for each part. */
function outline(actions: readonly Action[]): readonly (readonly string[])[] {
  return partsOf(actions, runs).map((part) => [
    part.kind,
    ...part.actions.map((each) => `${each.action} ${each.scenario}`),
  ]);
}

it('a plan of rows alone is one part', () => {
  const actions = [inject('emails', 'update'), heal('dates', 'rows'), replace('totals', 'rows', 'update')];
  expect(outline(actions)).toEqual([['rows', 'inject emails', 'heal dates', 'replace totals']]);
});

it('alterations are taken back before all rows and made after them, each by itself', () => {
  const actions = [inject('new-name', 'alter'), inject('emails', 'update'), heal('old-name', 'names')];
  expect(outline(actions)).toEqual([
    ['alteration', 'heal old-name'],
    ['rows', 'inject emails'],
    ['alteration', 'inject new-name'],
  ]);
});

it('a replaced alteration is taken back first and made last', () => {
  expect(outline([replace('name', 'names', 'alter')])).toEqual([
    ['alteration', 'heal name'],
    ['alteration', 'inject name'],
  ]);
});

it('a scenario that turns from an alteration into rows, or back, is cut in two', () => {
  expect(outline([replace('name', 'names', 'update')])).toEqual([
    ['alteration', 'heal name'],
    ['rows', 'inject name'],
  ]);
  expect(outline([replace('name', 'rows', 'alter')])).toEqual([
    ['rows', 'heal name'],
    ['alteration', 'inject name'],
  ]);
});
