import { describe, it } from 'vitest';
import type { Query } from '../../../src/model/sql.ts';
import { benchFor, scenarioOf } from '../../run/workbench.ts';
import { rowsOfStep } from '../statement-recorder.ts';
import { recordedShop, review } from './review.ts';

/** What anomalies do, to keys and columns of every sort. */
const steps = {
  'null-spike': `table: ORDERS, anomaly: null-spike, column: CUSTOMER, where: "STATUS = 'paid'"`,
  outlier: 'table: ORDERS, anomaly: outlier, column: AMOUNT, during: all',
  'outlier-of-doubles': 'table: ORDERS, anomaly: outlier, column: WEIGHT, during: all',
  typo: 'table: ORDERS, anomaly: typo, column: CUSTOMER, during: all',
  'disguised-missing': 'table: ORDERS, anomaly: disguised-missing, column: ORDERED_AT, during: all',
  'case-change': 'table: ORDERS, anomaly: case-change, column: CUSTOMER, during: all',
  whitespace: 'table: ORDERS, anomaly: whitespace, column: CUSTOMER, during: all',
  truncation: 'table: ORDERS, anomaly: truncation, column: CUSTOMER, during: all',
  'extraneous-text': 'table: ORDERS, anomaly: extraneous-text, column: CUSTOMER, during: all',
  'token-permutation': 'table: LINES, anomaly: token-permutation, column: NOTE, during: all',
  mojibake: 'table: ORDERS, anomaly: mojibake, column: CUSTOMER, during: all, with: {times: 2}',
  'invalid-pattern': 'table: ORDERS, anomaly: invalid-pattern, column: CUSTOMER, during: all',
  'invalid-pattern-of-addresses':
    'table: ORDERS, anomaly: invalid-pattern, column: CUSTOMER, during: all, with: {pattern: e-mail}',
  'mistyped-value': 'table: ORDERS, anomaly: mistyped-value, column: PHONE, during: all',
  'novel-category': 'table: ORDERS, anomaly: novel-category, column: STATUS, during: all',
  'category-collapse': 'table: ORDERS, anomaly: category-collapse, column: STATUS, during: all',
  'format-change': 'table: ORDERS, anomaly: format-change, column: DAY_TEXT, during: {last: 2 weeks}',
  'category-swap': 'table: ORDERS, anomaly: category-swap, column: STATUS, during: all, select: {segment: CUSTOMER}',
  'duplicate-row': 'table: NUMBERED, anomaly: duplicate-row, during: all',
  'duplicate-row-of-two-keys': 'table: LINES, anomaly: duplicate-row, during: all',
  'volume-drop':
    'table: ORDERS, anomaly: volume-drop, during: {from: 2026-11-01, to: 2026-11-08}, frequency: 2 days, duration: 1 day, select: {clustered: 3}',
  'stale-table': 'table: NUMBERED, anomaly: stale-table',
  'level-shift': 'table: ORDERS, anomaly: level-shift, column: AMOUNT, shape: ramp, select: {towards: high, of: self}',
  'level-shift-of-dates':
    'table: LINES, anomaly: level-shift, column: PRICE, shape: bell, during: {column: SHIPPED, last: 3 buckets}',
  'zero-spike': 'table: ORDERS, anomaly: zero-spike, column: QUANTITY, during: all',
  'sign-flip': 'table: ORDERS, anomaly: sign-flip, column: WEIGHT, during: all',
  'wrong-unit': 'table: ORDERS, anomaly: wrong-unit, column: AMOUNT, during: all, amplitude: 2.54',
  'gaussian-noise': 'table: ORDERS, anomaly: gaussian-noise, column: AMOUNT, shape: bell',
  'distribution-shift': 'table: ORDERS, anomaly: distribution-shift, column: WEIGHT, shape: ramp',
  'variance-change': 'table: ORDERS, anomaly: variance-change, column: AMOUNT, during: all',
  'out-of-range': 'table: ORDERS, anomaly: out-of-range, column: AMOUNT, during: all, with: {min: 0, max: 500}',
  'precision-loss': 'table: ORDERS, anomaly: precision-loss, column: AMOUNT, during: all',
  'precision-loss-of-doubles': 'table: ORDERS, anomaly: precision-loss, column: WEIGHT, during: all, amplitude: -1',
  'stuck-value': 'table: ORDERS, anomaly: stuck-value, column: AMOUNT',
  'skew-change': 'table: ORDERS, anomaly: skew-change, column: AMOUNT, during: all',
  'kurtosis-change-of-doubles': 'table: ORDERS, anomaly: kurtosis-change, column: WEIGHT, during: all',
  'geo-swap': 'table: ORDERS, anomaly: geo-swap, column: AMOUNT, during: all, with: {longitude: QUANTITY}',
  'threshold-clustering':
    'table: ORDERS, anomaly: threshold-clustering, column: AMOUNT, during: all, with: {limit: 100}',
  'column-renamed': 'table: LINES, anomaly: column-renamed, column: NOTE',
  'hashed-key':
    'table: PARCELS, anomaly: null-spike, column: PHOTO, key: [CODE, TAG, LABEL, SENT], during: {column: SEEN, last: 2 buckets}',
  'every-type': 'table: PARCELS, anomaly: volume-drop, key: [CODE], during: {column: SENT, last: 1 bucket}',
} as const;

/** Reading all of them takes the parser half a minute of work. */
const patience = { timeout: 300_000 };

describe('on Oracle', () => {
  it.each(Object.entries(steps))('the statements of %s are those that were reviewed', patience, async (name, step) => {
    const shop = recordedShop();
    const bench = benchFor(shop.database);
    const volume = name === 'column-renamed' ? '' : `, volume: ${rowsOfStep} rows`;
    const scenario = scenarioOf('reviewed', `- {id: s, ${step}${volume}}`);
    const plan = await bench.plan([scenario], { now: new Date('2026-11-20T09:00:00Z') });
    const planned = shop.take();
    await bench.apply([scenario], plan);
    const applied = shop.take();
    await bench.rollback(await shop.connect(), 'reviewed');
    const own = ({ text }: Query) => !/^begin null|"SHOP"\."(runs|steps|ledger)"/.test(text);
    await review(name, {
      plan: planned.filter(own),
      apply: applied.filter(own),
      rollback: shop.take().filter(own),
    });
  });
});
