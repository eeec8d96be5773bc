import { describe, expect, it } from 'vitest';
import { converted, different, made, nulls } from './converted.ts';

const shop = `
workers_count: 8
random_seed: 42
output:
  type: devnull
models:
  session:
    rows_count: 6000
    columns:
      - {name: id, type: uuid, distinct_percentage: 0.25}
      - {name: customer_id, foreign_key: customer.id}
      - {name: token, type: string, type_params: {min_length: 12, max_length: 20}, distinct_percentage: 1}
      - {name: kind, type: string, values: [refresh, access]}
      - {name: note, type: string}
  customer:
    rows_count: 1500
    generate_from: 500
    generate_to: 1500
    columns:
      - {name: id, type: integer, type_params: {from: 1, to: 90000}, ordered: true}
      - {name: first_name, type: string, type_params: {logical_type: first_name, locale: ru}}
      - {name: last_name, type: string, type_params: {logical_type: last_name}, distinct_count: 7}
      - {name: phone, type: string, type_params: {logical_type: phone, locale: ru}}
      - {name: about, type: string, type_params: {logical_type: text, min_length: 30, max_length: 90}}
      - {name: passport, type: string, type_params: {template: AA 00 000}, null_percentage: 0.3}
      - {name: plate, type: string, type_params: {template: "a#A-0", locale: ru}}
      - {name: rating, type: float, type_params: {from: -1, to: 5}}
      - {name: level, type: integer, type_params: {bit_width: 8}}
      - {name: joined, type: datetime, type_params: {from: 2020-01-01T00:00:00Z}, ordered: true}
      - name: seen
        type: datetime
        ranges:
          - type_params: {from: 2019-01-01T00:00:00Z, to: 2020-01-01T00:00:00Z}
          - {values: [null], range_percentage: 0.1}
          - {values: [2024-02-29T12:00:00Z], range_percentage: 0.4}
      - name: score
        type: integer
        ranges:
          - {type_params: {from: 1, to: 10}, range_percentage: 0.5}
          - {type_params: {from: 6, to: 15}, range_percentage: 0.3, null_percentage: 0.5}
          - {values: [99]}
      - name: tier
        type: string
        ranges:
          - {values: [gold, silver], range_percentage: 0.6}
          - {values: [gold]}
      - name: code
        type: string
        ranges:
          - {type_params: {template: "A00"}, range_percentage: 0.75}
          - {values: [none]}
`;

describe('what a configuration of sdvg makes', () => {
  const tables = made(shop);
  const whole = made(shop.replace(/generate_(from|to): \d+/g, ''));

  it('has as many rows as the part that is to be made', async () => {
    const { session, customer } = await tables;
    expect([session!['id']!.length, customer!['id']!.length]).toEqual([6000, 1000]);
  });

  it('has the different values that are asked for, and where nothing is asked each row another one', async () => {
    const { session } = await tables;
    expect(different(session!['id']!)).toBe(1500);
    expect(different(session!['token']!)).toBe(6000);
    expect(different(session!['kind']!)).toBe(2);
    const { customer } = await whole;
    const count = (column: string) => different(customer![column]!);
    expect([count('id'), count('last_name'), count('level'), count('phone'), count('passport')]).toEqual([
      1500, 7, 256, 1500, 1050,
    ]);
  });

  it('has exactly the nulls that are asked for', async () => {
    const { customer } = await whole;
    expect(nulls(customer!['passport']!)).toBe(450);
    expect(nulls(customer!['seen']!)).toBe(150);
    expect(nulls(customer!['score']!)).toBe(225);
    expect(nulls(customer!['id']!)).toBe(0);
  });

  it('refers to rows of the other model, those that are not made among them', async () => {
    const { session } = await tables;
    const { customer } = await whole;
    const ids = new Set(customer!['id']);
    expect(session!['customer_id']!.every((id) => ids.has(id))).toBe(true);
    expect(different(session!['customer_id']!)).toBeGreaterThan(1400);
  });

  it('keeps ranges, order and forms', async () => {
    const { session, customer } = await tables;
    const ids = customer!['id']!.map(Number);
    expect(ids.every((id, index) => id >= 1 && id <= 90_000 && (index === 0 || ids[index - 1]! < id))).toBe(true);
    const joined = customer!['joined']!;
    expect(
      joined.every((at, index) => at! >= '2020-01-01' && at! < '2025-01-02' && at! >= (joined[index - 1] ?? '')),
    ).toBe(true);
    expect(session!['token']!.every((token) => /^[A-Za-z0-9!#$%&()*+,.:;<=>?@_{|}-]{12,20}$/.test(token!))).toBe(true);
    expect(session!['note']!.every((note) => note!.length >= 1 && note!.length <= 32)).toBe(true);
    expect(customer!['passport']!.every((each) => each === null || /^[A-Z]{2} \d\d \d{3}$/.test(each))).toBe(true);
    expect(customer!['plate']!.every((each) => /^[а-яё][!#$%&()*+,.:;<=>?@_{|}-][А-ЯЁ]-\d$/u.test(each!))).toBe(true);
    expect(customer!['first_name']!.every((each) => /^[А-ЯЁ]/u.test(each!))).toBe(true);
    expect(customer!['rating']!.every((each) => Number(each) >= -1 && Number(each) <= 5)).toBe(true);
  });

  it('shares rows out among ranges, those that overlap as well', async () => {
    const { customer } = await made(shop.replace(/generate_(from|to): \d+/g, '').replaceAll('1500', '4000'));
    const share = (column: string, holds: (value: string) => boolean) =>
      customer![column]!.filter((each) => each !== null && holds(each)).length / 4000;
    expect(share('seen', (at) => at.startsWith('2024-02-29 12:00:00'))).toBeCloseTo(0.4, 1);
    expect(share('seen', (at) => at < '2020-01-02')).toBeCloseTo(0.5, 1);
    expect(share('score', (score) => Number(score) <= 5)).toBeCloseTo(0.25, 1);
    expect(share('score', (score) => Number(score) > 5 && Number(score) <= 10)).toBeCloseTo(0.325, 1);
    expect(share('score', (score) => Number(score) === 99)).toBeCloseTo(0.2, 1);
    expect(share('tier', (tier) => tier === 'gold')).toBeCloseTo(0.7, 1);
    expect(share('code', (code) => code === 'none')).toBeCloseTo(0.25, 1);
    expect(share('code', (code) => /^[A-Z]\d\d$/.test(code))).toBeCloseTo(0.75, 1);
  });

  it('is the same at the same seed, and other values at another one', () => {
    expect(converted(shop).dataset.seed).toBe('42');
    expect(converted(shop).text).toBe(converted(shop).text);
    expect(converted(shop.replace('random_seed: 42', 'random_seed: 18446744073709551615')).dataset.seed).toBe(
      '18446744073709551615',
    );
    expect(converted(shop.replace('random_seed: 42', 'random_seed: 0')).dataset.seed).toBe('models');
  });
});
