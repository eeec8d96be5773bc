import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { problemLines, scenarioText } from './problems.ts';
import { catalog } from './test-catalog.ts';

const file = (...head: readonly string[]) =>
  scenarioText('anomaly: null-spike', 'column: email').replace('steps:', [...head, 'steps:'].join('\n'));
const parse = (...head: readonly string[]) => parseScenario(file(...head), 'late.yaml', catalog);
const problems = (...head: readonly string[]) => problemLines(() => parse(...head));

describe('a schedule in a file', () => {
  it('is read with its defaults', () => {
    expect(parse('schedule: {cron: "0 6 * * MON", keep: 2 hours}').schedule).toEqual({
      cron: '0 6 * * MON',
      timezone: 'UTC',
      keep: { amount: 2, unit: 'hour' },
      misfire: 'skip',
      from: undefined,
      until: undefined,
    });
  });

  it('does not count for what a run was: a changed one replaces nothing', () => {
    expect(parse('schedule: {cron: "@daily", keep: 2 hours}').fingerprint).toBe(parse().fingerprint);
    expect(parse('suspend: {reason: month end}').fingerprint).toBe(parse().fingerprint);
  });

  it('has its bounds in UTC', () => {
    const { schedule, suspend } = parse(
      'schedule: {cron: "@daily", keep: 1d, from: 2026-11-20, until: 2026-12-24T18:00:00+01:00}',
      'suspend: {reason: month end, until: 2026-12-01T06:00Z}',
    );
    expect([schedule?.from, schedule?.until, suspend?.until]).toEqual([
      '2026-11-20T00:00:00.000000Z',
      '2026-12-24T17:00:00.000000Z',
      '2026-12-01T06:00:00.000000Z',
    ]);
  });

  it('that is wrong is refused at its place, with the way out', () => {
    expect(
      problems(
        'schedule:',
        '  cron: "0 25 * * *"',
        '  timezone: Europe/Berln',
        '  keep: 3 buckets',
        '  from: 2026-12-01',
        '  until: 2026-11-01',
        '  misfire: never',
        'suspend: {until: tomorrow}',
      ),
    ).toEqual([
      'late.yaml:6:9 INVALID_VALUE schedule.cron "0 25 * * *" is no cron expression: constraint error, got value 25 expected range 0-23. Write five fields, minute, hour, day of month, month, day of week: "0 6 * * MON".',
      'late.yaml:7:13 INVALID_VALUE schedule.timezone "Europe/Berln" is not known. Did you mean "Europe/Berlin"?',
      'late.yaml:8:9 INVALID_VALUE schedule.keep is time on the clock, where there are no buckets. Write hours, days or weeks.',
      'late.yaml:10:10 INVALID_VALUE schedule.until is not after from. Let until be later, or leave one of them out.',
      expect.stringMatching(/^late\.yaml:11:12 INVALID_VALUE .*skip/u),
      expect.stringMatching(/^late\.yaml:12:10 MISSING_KEY .*reason/u),
      'late.yaml:12:18 INVALID_VALUE suspend.until "tomorrow" is neither a date nor a time. Write 2026-11-20, 2026-11-20T09:00:00Z or 2026-11-20T09:00:00+01:00.',
    ]);
    expect(problems('schedule: {cron: "0 6 * * MON", timezone: "+02:00", keep: 1d}')).toEqual([
      'late.yaml:5:43 INVALID_VALUE schedule.timezone "+02:00" is not known. Write a name such as Europe/Berlin, or UTC.',
    ]);
    expect(problems('schedule: daily')).toEqual([expect.stringMatching(/^late\.yaml:5:11 INVALID_VALUE schedule/u)]);
  });
});
