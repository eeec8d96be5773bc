import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadProject } from '../../src/scenario/load-project.ts';
import { parseProject } from '../../src/scenario/parse-project.ts';
import { problemLines, problems } from './problems.ts';
import { folderOf, projectText } from './project.ts';

const parse = (text: string) => parseProject(text, 'faultline.yaml', '/shop');

test('a folder that does not exist has no project, whatever is above it', async () => {
  const folder = await folderOf({ 'faultline.yaml': projectText });
  await expect(loadProject(join(folder, 'qualty'))).rejects.toMatchObject({
    code: 'NO_PROJECT',
    message: `there is no folder ${join(folder, 'qualty')}`,
  });
});

test('the nearest faultline.yaml above a folder is its project', async () => {
  const folder = await folderOf({ 'faultline.yaml': projectText, 'deep/er/notes.md': '' });
  const project = await loadProject(join(folder, 'deep/er'));
  expect(project).toMatchObject({ name: 'acme-dq', root: folder });
});

test('faultline.yml is a name of it as well', async () => {
  const folder = await folderOf({ 'faultline.yml': projectText.replace('acme-dq', 'Acme') });
  await expect(loadProject(folder)).rejects.toMatchObject({
    code: 'INVALID_VALUE',
    problems: [{ place: { file: 'faultline.yml', line: 3 } }],
  });
});

test('a folder without a project is refused with the way to make one', async () => {
  const folder = await folderOf({});
  await mkdir(join(folder, 'faultline.yaml'));
  await expect(loadProject(folder)).rejects.toMatchObject({
    code: 'NO_PROJECT',
    hint: expect.stringContaining('faultline init') as string,
  });
});

test('a target gets the defaults of targets', () => {
  expect(parse(projectText)).toMatchObject({
    scenarios: ['scenarios/**/*.yaml', 'scenarios/**/*.yml'],
    keepSnapshots: { amount: 7, unit: 'day' },
  });
  expect(parse(projectText).targets[0]).toEqual({
    name: 'shop',
    url: '${env:SHOP_URL}',
    environment: 'staging',
    approval: 'exact',
    protect: [],
    limits: {},
    bind: {},
    ledgerSchema: undefined,
    statementTimeout: 600,
  });
});

test('everything that a project may say is read', () => {
  const text = `
apiVersion: faultline/v1
kind: Project
project: acme-dq
targets:
  shop:
    url: postgres://faultline:\${env:SHOP_PASSWORD}@db.example/shop
    environment: production
    approval: bounds
    protect: [public.payments, "audit.*"]
    limits: {rows: 500, fraction: 2.5%, statement: 90 s}
    ledger: {schema: chaos}
scenarios: [chaos/*.yaml]
privacy: {samples: masked, keepSnapshots: 2 weeks}
detectors: {dbt: {command: [dbt, test]}}
`;
  expect(parse(text)).toEqual({
    name: 'acme-dq',
    root: '/shop',
    targets: [
      {
        name: 'shop',
        url: 'postgres://faultline:${env:SHOP_PASSWORD}@db.example/shop',
        environment: 'production',
        approval: 'bounds',
        protect: ['public.payments', 'audit.*'],
        limits: { rows: 500, fraction: 0.025 },
        bind: {},
        ledgerSchema: 'chaos',
        statementTimeout: 90,
      },
    ],
    scenarios: ['chaos/*.yaml'],
    keepSnapshots: { amount: 2, unit: 'week' },
  });
});

test('all problems of the file are told at once', () => {
  const text = `apiVersion: faultline/v2
kind: Project
project: Acme DQ
targts: {}
targets:
  shop: {url: "\${vault:shop}", environment: stagng, approval: loose, limits: {statement: 3 weeks}}
  "the shop": {url: "\${SHOP_URL}"}
  test: {url: 5, environment: test, ledger: {schema: "a b"}, protect: payments}
privacy: {samples: shown, keepSnapshots: 3 buckets}
`;
  expect(problemLines(() => parse(text))).toEqual([
    'faultline.yaml:1:13 INVALID_VALUE apiVersion must be "faultline/v1", not "faultline/v2".',
    'faultline.yaml:3:10 INVALID_VALUE project "Acme DQ" is not made of at most 63 small letters, digits and -. Write acme-dq.',
    'faultline.yaml:4:1 UNKNOWN_KEY unknown key "targts". Did you mean "targets"?',
    'faultline.yaml:6:15 INVALID_VALUE there is no source of secrets "vault". Known sources: ${env:NAME}, ${file:/path}.',
    'faultline.yaml:6:45 INVALID_VALUE targets.shop.environment must be "development", "test", "staging" or "production", not "stagng". Did you mean "staging"?',
    'faultline.yaml:6:63 INVALID_VALUE targets.shop.approval must be "exact" or "bounds", not "loose". Known values: exact, bounds.',
    'faultline.yaml:6:90 INVALID_VALUE targets.shop.limits.statement is longer than a day. Write seconds, minutes or hours.',
    'faultline.yaml:7:3 INVALID_VALUE the key "the shop" must be a name of letters, digits, - and _.',
    'faultline.yaml:7:15 MISSING_KEY the key targets.the shop.environment is missing. environment: What depends on this database. `production` is changed only with --allow-production.',
    'faultline.yaml:7:21 INVALID_VALUE ${SHOP_URL} names no source. Write ${env:SHOP_URL} or ${file:/path}.',
    'faultline.yaml:8:15 INVALID_VALUE targets.test.url must be a text that is not empty, not 5. Put it in quotes.',
    'faultline.yaml:8:54 INVALID_VALUE targets.test.ledger.schema must be a name of letters, digits, _, $ and #, not "a b".',
    'faultline.yaml:8:71 INVALID_VALUE targets.test.protect must be a list, not "payments".',
    'faultline.yaml:9:20 INVALID_VALUE privacy.samples must be "masked", not "shown". Known values: masked.',
    'faultline.yaml:9:42 INVALID_VALUE privacy.keepSnapshots is time on the clock, where there are no buckets. Write hours, days or weeks.',
  ]);
});

const password = 'hunter2!';

test.each([
  ['in a URL', `postgres://faultline:${password}@db/shop`],
  ['with characters that belong encoded', `postgres://faultline:${password}@x/y z@db/shop`],
  ['beside a reference', `postgres://faultline:${password}\${env:REST}@db/shop`],
  ['in the parameters', `postgres://db/shop?user=faultline&password=${password}`],
  ['of a certificate', `postgres://db/shop?sslpassword=${password}&x=1`],
  ['as a token', `duckdb:md:shop?motherduck_token=${password}`],
])('a literal password %s is refused and not repeated', (_, url) => {
  const found = problems(() => parse(projectText.replace('${env:SHOP_URL}', url)));
  expect(found.map(({ code, place }) => [code, place?.line, place?.column])).toEqual([['LITERAL_SECRET', 5, 15]]);
  expect(`${found[0]?.toString()} ${found[0]?.line}`).not.toContain(password.slice(0, 5));
  expect(found[0]?.line).toContain('***');
});

test.each([
  'postgres://faultline:${env:SHOP_PASSWORD}@db/shop',
  'postgres://${env:USER}:${file:/run/secrets/shop}@db:5432/shop?application_name=a@b',
  'postgres://db:5432/shop?user=me@example.org&password=${env:SHOP_PASSWORD}',
  'postgres://faultline@db/shop?passfile=/home/me/.pgpass',
  'postgres://faultline:@db/shop',
  'postgres://[::1]:5432/shop?user=a@b',
  'duckdb:shop.duckdb',
  '${env:SHOP_URL}',
])('%s holds no literal password', (url) => {
  expect(parse(projectText.replace('${env:SHOP_URL}', url)).targets[0]?.url).toBe(url);
});

test('a slip in a key is told once, a target beside targets and a short environment with what is meant', () => {
  expect(problemLines(() => parse(projectText.replace('environment: staging', 'enviroment: prod')))).toEqual([
    'faultline.yaml:5:34 UNKNOWN_KEY unknown key "enviroment". Did you mean "environment"?',
  ]);
  expect(problemLines(() => parse(projectText.replace('environment: staging', 'environment: prod')))).toEqual([
    expect.stringMatching(/^faultline\.yaml:5:\d+ INVALID_VALUE .* Did you mean "production"\?$/u),
  ]);
  expect(problemLines(() => parse(projectText.replace('  staging-us', 'staging-us')))).toEqual([
    expect.stringMatching(
      /^faultline\.yaml:7:\d+ UNKNOWN_KEY unknown key "staging-us"\. If it is a target, indent it/u,
    ),
  ]);
});

test('a password is not repeated by other problems of its line, or where the file is not even YAML', () => {
  const url = `postgres://faultline:${password}@db/shop`;
  for (const text of [
    projectText.replace('${env:SHOP_URL}', url).replace('environment', 'enviroment'),
    projectText.replace('${env:SHOP_URL}', url).replace('staging}', 'staging'),
    projectText.replace('{url: "${env:SHOP_URL}", environment: staging}', url),
    projectText.replace('${env:SHOP_URL}"', url),
    `${projectText}detectors: {dbt: {env: {DATABASE: "${url}"}}}\n`,
    `${projectText}${url}: 5\n`,
  ]) {
    for (const problem of problems(() => parse(text))) {
      expect(`${problem.toString()} ${problem.line} ${String(problem.cause)}`).not.toContain(password);
    }
  }
});
