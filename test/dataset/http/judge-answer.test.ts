import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Quality } from '../../../src/model/send-report.ts';
import { judgeAnswer } from '../../../src/dataset/http/judge-answer.ts';
import { parseStatuses } from '../../../src/dataset/http/statuses.ts';

const usual = { good: parseStatuses('2xx'), bad: parseStatuses('4xx') };

it.each<[number, Quality, string]>([
  [200, 'good', 'accepted'],
  [207, 'good', 'accepted'],
  [400, 'good', 'failed'],
  [302, 'good', 'failed'],
  [400, 'bad', 'refused'],
  [422, 'bad', 'refused'],
  [404, 'bad', 'refused'],
  [200, 'bad', 'accepted though bad'],
  [302, 'bad', 'failed'],
  [200, 'mixed', 'accepted'],
  [400, 'mixed', 'refused'],
  [401, 'mixed', 'failed'],
  [404, 'mixed', 'failed'],
])('takes %d to %s rows for %s', (status, quality, verdict) => {
  expect(judgeAnswer(status, quality, usual)).toBe(verdict);
});

it('tries again after 408, 425, 429 and 5xx, whatever the rows are', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom(408, 425, 429), fc.integer({ min: 500, max: 599 })),
      fc.constantFrom<Quality>('good', 'bad', 'mixed'),
      (status, quality) => {
        expect(judgeAnswer(status, quality, usual)).toBe('retry');
      },
    ),
  );
});

it('takes every expected status for a success, for good and for bad rows', () => {
  const status = fc.integer({ min: 200, max: 599 });
  fc.assert(
    fc.property(fc.array(status, { minLength: 1, maxLength: 5 }), fc.nat(4), (listed, pick) => {
      const statuses = parseStatuses(listed);
      const answered = listed[pick % listed.length] ?? 200;
      expect(judgeAnswer(answered, 'good', { ...usual, good: statuses })).toBe('accepted');
      expect(judgeAnswer(answered, 'bad', { ...usual, bad: statuses })).toBe('refused');
    }),
  );
});

it('takes a status that is expected of bad rows for no acceptance, though it is 2xx', () => {
  expect(judgeAnswer(202, 'bad', { ...usual, bad: parseStatuses([202, '4xx']) })).toBe('refused');
});

it('fails where a status of success is not the one that was asked for', () => {
  expect(judgeAnswer(200, 'good', { ...usual, good: parseStatuses(201) })).toBe('failed');
});

it.each([['2xx'], [201], ['201'], [['2xx', 409]], [[' 2xx ', '409']]])('reads %j as statuses', (value) => {
  expect(parseStatuses(value).has(201)).toBe(true);
});

it.each([[99], ['1xx'], ['600'], ['2x'], [[]], [null], [['2xx', 'ok']]])('refuses %j as statuses', (value) => {
  expect(() => parseStatuses(value)).toThrow('is no status of HTTP');
});
