import { expect, test } from 'vitest';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { scenario, scenarioText, step } from './problems.ts';
import { catalog } from './test-catalog.ts';

const nullSpike = ['anomaly: null-spike', 'column: email'];
const parse = (text: string) => parseScenario(text, 'late.yaml', catalog);

test('a step gets the defaults of its anomaly', () => {
  expect(step('anomaly: outlier', 'column: total')).toEqual({
    id: 'emails',
    anomaly: 'outlier',
    table: 'customers',
    column: 'total',
    key: 'auto',
    volume: { percent: '1' },
    amplitude: { value: '8', unit: 'sd' },
    select: { mechanism: 'random' },
    bucket: 'day',
    with: { side: 'both', fence: 1.5 },
  });
  expect(step('anomaly: level-shift', 'column: total').shape).toBe('step');
  expect(step('anomaly: level-shift', 'column: total', 'shape: ramp', 'bucket: hour')).toMatchObject({
    shape: 'ramp',
    bucket: 'hour',
  });
});

test('a scenario gets the defaults of scenarios', () => {
  expect(scenario(...nullSpike)).toMatchObject({
    name: 'late',
    targets: ['shop'],
    seed: 'late',
    tags: {},
    allowTriggers: false,
    roles: [],
    limits: {},
  });
});

test('everything that a scenario may say is read', () => {
  const text = `
apiVersion: faultline/v1
kind: Scenario
name: crm-sync-drops-emails
description: The CRM sync loses e-mail addresses.
targets: [shop, staging-*]
seed: 7
tags: {team: growth, priority: 1, paging: true}
expires: P7D
allowTriggers: true
limits: {rows: 10000, fraction: 12.5%}
steps:
  - {id: emails, anomaly: null-spike, table: public.customers, column: email, where: "country = 'DE'"}
expect:
  - {detector: dbt, within: 5 minutes, catches: [emails]}
`;
  expect(parse(text)).toMatchObject({
    name: 'crm-sync-drops-emails',
    description: 'The CRM sync loses e-mail addresses.',
    targets: ['shop', 'staging-*'],
    seed: '7',
    tags: { team: 'growth', priority: '1', paging: 'true' },
    expires: { amount: 7, unit: 'day' },
    allowTriggers: true,
    roles: [],
    limits: { rows: 10000, fraction: 0.125 },
    steps: [{ where: "country = 'DE'" }],
    path: 'late.yaml',
    source: text,
  });
});

test('a seed beyond 2^53 keeps all its digits', () => {
  expect(parse(scenarioText(...nullSpike).replace('target:', 'seed: 12345678901234567890\ntarget:')).seed).toBe(
    '12345678901234567890',
  );
});

test('a scenario knows the place of each of its values', () => {
  const { placeOf } = scenario(...nullSpike);
  expect(placeOf(['steps', 0, 'column'])).toEqual({ file: 'late.yaml', line: 9, column: 13 });
  expect(placeOf(['steps', 0, 'where'])).toEqual({ file: 'late.yaml', line: 6, column: 5 });
});

test('the fingerprint counts what decides about the change, and nothing else', () => {
  const text = scenarioText(...nullSpike, 'volume: 10%');
  const { fingerprint } = parse(text);
  expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  const alike = [
    text.replace('target: shop', 'description: words\ntags: {team: growth}\nexpires: 7 days\nseed: late\ntarget: shop'),
    text.replace('target: shop', 'targets: [shop, staging]\nlimits: {rows: 5}\nallowTriggers: true'),
    text.replace('volume: 10%', 'volume: 10.0 %  # the default'),
    text.replace('    volume: 10%\n', ''),
    text.replace('name: late', 'name: renamed\nseed: late'),
    text.replaceAll('\n', '\r\n'),
    `${text}expect: [{detector: dbt}]\n`,
  ];
  expect(alike.map((other) => parse(other).fingerprint)).toEqual(alike.map(() => fingerprint));
  const other = [
    text.replace('target: shop', 'target: shop\nseed: 7'),
    text.replace('name: late', 'name: renamed'),
    text.replace('10%', '11%'),
    text.replace('10%', '10 rows'),
    text.replace('column: email', 'column: phone'),
    text.replace('volume: 10%', 'volume: 10%\n    during: all'),
    text.replace('volume: 10%', 'volume: 10%\n    where: id > 5'),
  ];
  expect(new Set([fingerprint, ...other.map((changed) => parse(changed).fingerprint)]).size).toBe(other.length + 1);
});

test('another default window of the catalog is another fingerprint, unless the step names its window', () => {
  const anomaly = catalog.get('null-spike') ?? expect.fail();
  const later = new Map(catalog).set('null-spike', {
    ...anomaly,
    window: { default: { amount: 2, unit: 'bucket' }, needsTime: false },
  });
  const fingerprints = (text: string) =>
    [catalog, later].map((known) => parseScenario(text, 'late.yaml', known).fingerprint);
  const [before, after] = fingerprints(scenarioText(...nullSpike));
  expect(before).not.toBe(after);
  const [named, namedLater] = fingerprints(scenarioText(...nullSpike, 'during: all'));
  expect(named).toBe(namedLater);
});
