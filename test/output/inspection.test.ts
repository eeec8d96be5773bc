import { describe, expect, test } from 'vitest';
import { width } from '../../src/output/width.ts';
import { inspectionJson } from '../../src/output/inspection-json.ts';
import { inspectionText } from '../../src/output/inspection-text.ts';
import { tablesJson, tablesText } from '../../src/output/tables-text.ts';
import { weekPattern } from '../../src/output/week-pattern.ts';
import { ordersInspection } from './fixtures/shop-inspection.ts';

const tables = [
  { name: { schema: 'public', name: 'customers' }, type: 'table', estimatedRows: 1_204_311 },
  { name: { schema: 'public', name: 'orders' }, type: 'table', estimatedRows: 5_000_201 },
  { name: { schema: 'reporting', name: 'revenue' }, type: 'view' },
] as const;

describe('an inspected table', () => {
  test('shows size, key, time, links and what suits each column', async () => {
    const text = inspectionText(ordersInspection, 'shop', { colour: false, showValues: true, width: 120 });
    await expect(text).toMatchFileSnapshot('snapshots/inspection.txt');
  });

  test('keeps within a narrow terminal and hides the ends of texts', () => {
    const text = inspectionText(ordersInspection, 'shop', { colour: false, showValues: false, width: 100 });
    expect(text.split('\n').filter((line) => width(line) > 100)).toEqual([]);
    expect(text).not.toContain('aaron');
    expect(JSON.stringify(inspectionJson(ordersInspection, { showValues: false }))).not.toContain('aaron');
  });

  test('says why its rows cannot be changed', () => {
    const table = { ...ordersInspection.table, changeBlocker: 'is a MyISAM table: only InnoDB can take changes back' };
    const text = inspectionText({ ...ordersInspection, table }, 'shop', {
      colour: false,
      showValues: true,
      width: 120,
    });
    expect(text).toMatch(/^refused +it is a MyISAM table/mu);
  });

  test('of production hides the ends of numbers and times, but for the time of the table', () => {
    const options = { colour: false, showValues: false, isProduction: true, width: 120 };
    const forms = [
      inspectionText(ordersInspection, 'shop', options),
      JSON.stringify(inspectionJson(ordersInspection, options)),
    ];
    for (const form of forms) {
      expect(form).not.toMatch(/812\.4|5,?000,?988|00:02|2026-11-20|20 Nov/);
      expect(form).toMatch(/2024/);
    }
    expect(inspectionText(ordersInspection, 'shop', { ...options, showValues: true })).toContain('812.4');
  });

  test('without a key or rows says why', () => {
    const empty = { ...ordersInspection, rows: 0, key: { reason: 'tried id: 3 rows share one value' } };
    const text = inspectionText(empty, 'shop', { colour: false, showValues: true, width: 100 });
    expect(text).toContain('key             none: tried id: 3 rows share one value');
    expect(text).toContain('0 rows');
  });

  test('tells the days of the week that differ, given three weeks', () => {
    if (ordersInspection.time === undefined) throw new Error('orders have a time column');
    expect(weekPattern(ordersInspection.time)).toBe('Saturday −61 %, Sunday −60 %');
    expect(
      weekPattern({ ...ordersInspection.time, perBucket: ordersInspection.time.perBucket.slice(0, 20) }),
    ).toBeUndefined();
  });
});

describe('the tables of a target', () => {
  test('are listed with the command that leads on', async () => {
    await expect(tablesText('shop', tables, { colour: false, width: 80 })).toMatchFileSnapshot('snapshots/tables.txt');
    expect(tablesJson('shop', tables)).toMatchObject({ tables: [{ name: 'customers' }, {}, { estimatedRows: null }] });
  });

  test('may be none', () => {
    expect(tablesText('shop', [], { colour: false, width: 80 })).toContain('has no tables');
  });
});
