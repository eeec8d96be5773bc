import { describe, expect, it } from 'vitest';
import { clockWarnings } from '../../src/plan/clock-warnings.ts';
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
      'late.yaml:6:9 INVALID_VALUE schedule.cron "0 25 * * *" is no cron expression: there is no hour 25. Field 2 is the hour, 0 to 23.',
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

  it('says how it is written where it is written shorter', () => {
    expect(problems('schedule: "30 7 * * TUE"')).toEqual([
      'late.yaml:5:11 INVALID_VALUE schedule must be a mapping, not "30 7 * * TUE". Write it like this: schedule: {cron: "30 7 * * TUE", keep: 2 hours}',
    ]);
    expect(problems('suspend: true')).toEqual([
      expect.stringContaining('Write it like this: suspend: {reason: "the audit is on"}'),
    ]);
    expect(problems('expires: 7')).toEqual([expect.stringContaining('Write 7 hours, 7 days or 7 weeks.')]);
  });

  it.each([
    ['@reboot', 'there is no such abbreviation. Write @hourly, @daily, @weekly, @monthly, @yearly, or five fields.'],
    ['0 6 31 2 *', 'it is never due: no such month has a day 31. Choose a day that the months have.'],
    [
      '0 6 * *',
      'it has not five fields. Write five fields, minute, hour, day of month, month, day of week: "0 6 * * MON".',
    ],
    ['0-70/5 6 * * *', 'there is no minute 70. Field 1 is the minute, 0 to 59.'],
    ['0 6 0 * *', 'there is no day of month 0. Field 3 is the day of month, 1 to 31.'],
  ])('is refused with %j, in words', (cron, words) => {
    expect(problems(`schedule: {cron: "${cron}", keep: 2 hours}`)).toEqual([
      `late.yaml:5:18 INVALID_VALUE schedule.cron "${cron}" is no cron expression: ${words}`,
    ]);
  });

  it.each(['@hourly', '@daily', '@weekly', '@monthly', '@yearly', '*/70 6 * * *', '0 6 29 2 *', '0 0 * * 7'])(
    'takes %j',
    (cron) => {
      expect(parse(`schedule: {cron: "${cron}", keep: 2 hours}`).schedule?.cron).toBe(cron);
    },
  );

  it('is warned of where it never rests, and where it is suspended until a day that is over', () => {
    const now = '2026-11-20T09:00:00.000000Z';
    const warningsOf = (...head: readonly string[]) => clockWarnings([parse(...head)], now);
    expect(warningsOf('schedule: {cron: "*/5 * * * *", keep: 1 week}')).toEqual([
      expect.stringMatching(/^late is kept for 1 week, but its next slot is always due before that/u),
    ]);
    expect(warningsOf('schedule: {cron: "@daily", keep: 2 hours}')).toEqual([]);
    expect(warningsOf('suspend: {reason: audit, until: 2026-11-01}')).toEqual([
      expect.stringMatching(
        /^late is suspended until 2026-11-01, which is over: .* suspend in late\.yaml says nothing/u,
      ),
    ]);
    expect(warningsOf('suspend: {reason: audit, until: 2026-12-01}')).toEqual([]);
  });
});
