import { describe, expect, it } from 'vitest';
import { largestGap } from '../../src/scenario/largest-gap.ts';
import { runnerWarning } from '../../src/scenario/runner-warning.ts';
import { runnersIn } from '../../src/scenario/runners.ts';
import { sweepWarning } from '../../src/scenario/sweep-warning.ts';
import { scenarioOf } from '../run/workbench.ts';

const now = '2026-11-20T09:00:00.000Z';
const step = '- {id: emails, anomaly: null-spike, table: customers, column: email}';
const lasting = scenarioOf('lasting', step);
const monday = scenarioOf('monday', step, 'schedule: {cron: "0 6 * * MON", keep: 2 hours}');
const weekLong = scenarioOf('week-long', step, 'expires: 7 days');

const applying = '      - uses: acme/faultline@v1\n        with: {command: apply, auto-approve: true}';
const workflow = (crons: readonly string[], steps = applying, path = '.github/workflows/hourly.yml') => ({
  path,
  text: `on:\n  push:\n${crons.length === 0 ? '' : `  schedule:\n${crons.map((cron) => `    - cron: ${cron}\n`).join('')}`}jobs:\n  apply:\n    runs-on: ubuntu-24.04\n    steps:\n${steps}\n`,
});
const runs = (command: string) => workflow(["'17 * * * *'"], `      - run: ${command}`);

describe('the warning that a schedule needs a runner', () => {
  it('is not given where nothing begins or ends by the clock', () => {
    expect(runnerWarning([lasting], [], now)).toBeUndefined();
    expect(runnerWarning([], [], now)).toBeUndefined();
  });

  it('is one for all scenarios, where nothing calls apply on a schedule', () => {
    const warning = runnerWarning([lasting, monday, weekLong], [workflow([])], now);
    expect(warning).toContain('monday, week-long begin or end by the clock');
    expect(warning).toContain('`faultline watch`');
    expect(runnerWarning([weekLong], [], now)).toContain('week-long begins or ends by the clock');
  });

  it('says that what is kept is shorter than what is between two calls', () => {
    const daily = workflow(["'0 5 * * *'"], applying, '.github/workflows/daily.yml');
    const warning = runnerWarning([monday, weekLong], [daily], now);
    expect(warning).toContain('monday is kept for 2 hours, but up to 24 hours pass between two calls of apply');
    expect(warning).toContain('.github/workflows/daily.yml');
    expect(warning).toContain('late by minutes to hours');
    expect(runnerWarning([weekLong], [daily], now)).toBeUndefined();
    const brief = scenarioOf('brief', step, 'expires: 30 minutes');
    expect(runnerWarning([weekLong, brief], [workflow(["'17 * * * *'"])], now)).toContain(
      'brief expires after 30 minutes, but up to 60 minutes pass',
    );
  });

  it('is not given where apply is called often enough', () => {
    expect(runnerWarning([monday, weekLong], [workflow(["'17 * * * *'"])], now)).toBeUndefined();
  });
});

describe('the warning that sweeps need a watcher', () => {
  const sweeping = (name: string) => scenarioOf(name, `${step.slice(0, -1)}, during: all, sweep: 5 minutes}`);

  it('is one for all scenarios that take arrivals, and not given of others', () => {
    expect(sweepWarning([lasting, monday], [])).toBeUndefined();
    const warning = sweepWarning([lasting, sweeping('feed'), sweeping('other')], [workflow(["'17 * * * *'"])]);
    expect(warning).toContain('feed sweeps every 5 minutes (and 1 more like it), which only `faultline watch` does');
  });

  it('is not given where a workflow watches, by the clock or not', () => {
    expect(
      sweepWarning([sweeping('feed')], [runs('cd faultline && npx faultline watch --auto-approve')]),
    ).toBeUndefined();
    expect(sweepWarning([sweeping('feed')], [workflow([], '      - run: faultline watch')])).toBeUndefined();
    expect(sweepWarning([sweeping('feed')], [runs('faultline apply # then watch')])).toContain('feed sweeps');
  });
});

describe('a workflow calls apply', () => {
  it.each([
    'faultline apply --auto-approve',
    'npx faultline@1.2.3 --project data apply',
    'npx @acme/faultline apply',
    '|\n          set -e\n          npx faultline \\\n            apply --auto-approve',
    'timeout 3000 faultline watch --auto-approve',
  ])('by running %j', (command) => {
    expect(runnersIn([runs(command)])).toHaveLength(1);
  });

  it.each([
    'faultline plan',
    'faultline plan && echo apply',
    '"# faultline apply"',
    'kubectl apply',
    'faultline plan # then apply',
  ])('not by running %j', (command) => {
    expect(runnersIn([runs(command)])).toEqual([]);
  });

  it('by an action with the command apply, not with another', () => {
    expect(runnersIn([workflow(["'17 * * * *'"])])).toEqual([
      { path: '.github/workflows/hourly.yml', schedules: [{ cron: '17 * * * *', timezone: 'UTC' }] },
    ]);
    expect(runnersIn([workflow(["'17 * * * *'"], applying.replace('apply,', 'plan,'))])).toEqual([]);
  });

  it('through another workflow of the repository, even in a circle', () => {
    const callee = workflow([], applying, '.github/workflows/apply.yml');
    const caller = {
      path: '.github/workflows/caller.yml',
      text: 'on: {schedule: [{cron: "5 * * * *", timezone: Europe/Berlin}]}\njobs:\n  a: {uses: ./.github/workflows/caller.yml}\n  b: {uses: ./.github/workflows/apply.yml}\n',
    };
    expect(runnersIn([caller, callee])).toEqual([
      { path: caller.path, schedules: [{ cron: '5 * * * *', timezone: 'Europe/Berlin' }] },
    ]);
    expect(runnersIn([caller])).toEqual([]);
  });

  it('not where it is no workflow, or no schedule of one', () => {
    const texts = ['', '[', 'a: &a [*a]', 'on: push', 'jobs: [1]', 'on: {schedule: [{cron: never}]}', 'null'];
    expect(runnersIn(texts.map((text, index) => ({ path: `${index}.yml`, text })))).toEqual([]);
  });
});

describe('the longest stretch between two calls', () => {
  const hours = (...crons: readonly string[]) =>
    largestGap(
      crons.map((cron) => ({ cron, timezone: 'UTC' })),
      now,
    ) / 3600;

  it('is that of the widest gap, not of the usual one', () => {
    expect(hours('17 * * * *')).toBe(1);
    expect(hours('0 6 * * *')).toBe(24);
    expect(hours('0 6 * * 1-5')).toBe(72);
    expect(hours('*/30 8-17 * * *')).toBe(14.5);
    expect(hours('0 0 1 * *')).toBe(31 * 24);
    expect(hours('0 0 29 2 *')).toBe(400 * 24);
  });

  it('is that of all schedules together', () => {
    expect(hours('0 6 * * *', '0 18 * * *')).toBe(12);
    expect(hours('*/5 8-17 * * *', '0 0 * * *')).toBe(8);
    expect(hours('0 6 * * 1-5', '0 12 * * 6,0')).toBe(30);
  });
});
