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
  'timezone-shift': 'table: ORDERS, anomaly: timezone-shift, column: ORDERED_AT',
  'late-arrival': 'table: PARCELS, anomaly: late-arrival, key: [CODE], column: SEEN, during: all, with: {event: SENT}',
  'out-of-order': 'table: ORDERS, anomaly: out-of-order, column: ORDERED_AT',
  'future-timestamp': 'table: PARCELS, anomaly: future-timestamp, key: [CODE], column: SENT, during: all',
  'epoch-timestamp': 'table: PARCELS, anomaly: epoch-timestamp, key: [CODE], column: SEEN, during: all',
  'order-violation':
    'table: PARCELS, anomaly: order-violation, key: [CODE], column: SEEN, during: all, with: {start: SENT}',
  'stale-table-by-setting-rows-back': 'table: NUMBERED, anomaly: stale-table, with: {method: backdate}',
  'stale-table-of-dates': 'table: LINES, anomaly: stale-table, with: {method: backdate}',
  'truncated-load': 'table: NUMBERED, anomaly: truncated-load',
  'missing-segment': 'table: NUMBERED, anomaly: missing-segment, column: STATUS, during: all',
  'near-duplicate': 'table: NUMBERED, anomaly: near-duplicate, column: CUSTOMER, during: all',
  'volume-spike': 'table: NUMBERED, anomaly: volume-spike, during: all, amplitude: x2',
  'history-rewrite': 'table: ORDERS, anomaly: history-rewrite, column: AMOUNT',
  'orphan-key': 'table: ORDERS, anomaly: orphan-key, column: QUANTITY, during: all, with: {references: LINES.ORDER_ID}',
  'orphan-key-of-texts': 'table: ORDERS, anomaly: orphan-key, column: CUSTOMER, during: all',
  'functional-dependency-violation':
    'table: ORDERS, anomaly: functional-dependency-violation, column: STATUS, during: all, with: {determinant: CUSTOMER}',
  'total-mismatch': 'table: ORDERS, anomaly: total-mismatch, column: AMOUNT, during: all, with: {parts: [QUANTITY]}',
  'column-shuffle': 'table: ORDERS, anomaly: column-shuffle, column: STATUS, during: all',
  'duplicate-value': 'table: ORDERS, anomaly: duplicate-value, column: CUSTOMER, during: all',
  'column-swap': 'table: ORDERS, anomaly: column-swap, column: STATUS, during: all, with: {other: DAY_TEXT}',
  'metric-spike-of-a-sum': 'table: ORDERS, anomaly: metric-spike, measure: {column: AMOUNT, aggregate: sum}',
  'metric-spike-of-rows': 'table: NUMBERED, anomaly: metric-spike, measure: {aggregate: count}',
  'metric-dip-of-rows': 'table: NUMBERED, anomaly: metric-dip, measure: {aggregate: count}',
  'seasonality-flatten': 'table: ORDERS, anomaly: seasonality-flatten, column: QUANTITY, duration: 3 buckets',
  'outage-recovery-of-rows': 'table: ORDERS, anomaly: outage-recovery, measure: {aggregate: count}',
  'outage-recovery-of-rows-in-months':
    'table: ORDERS, anomaly: outage-recovery, measure: {aggregate: count}, during: {from: 2026-10-01, to: 2026-12-01}, bucket: month',
  'segment-surge': 'table: ORDERS, anomaly: segment-surge, column: AMOUNT, with: {segment: STATUS, label: paid}',
  'segment-collapse-of-rows':
    'table: NUMBERED, anomaly: segment-collapse, measure: {aggregate: count}, with: {segment: STATUS, label: paid}',
  'mix-shift': 'table: ORDERS, anomaly: mix-shift, column: STATUS, amplitude: 100, duration: 1 bucket',
  'concentration-shift':
    'table: ORDERS, anomaly: concentration-shift, column: STATUS, duration: 1 bucket, with: {top: 2}',
  'correlation-break': 'table: ORDERS, anomaly: correlation-break, column: AMOUNT',
  'funnel-drop': 'table: NUMBERED, anomaly: funnel-drop, column: STATUS, amplitude: -100, with: {stage: paid}',
  'churn-surge': 'table: NUMBERED, anomaly: churn-surge, column: STATUS',
  'price-change': 'table: ORDERS, anomaly: price-change, column: AMOUNT, with: {total: WEIGHT, quantity: QUANTITY}',
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
