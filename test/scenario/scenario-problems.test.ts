import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProblemsError } from '../../src/model/errors.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { problemLines, problems, scenario, scenarioText } from './problems.ts';
import { catalog } from './test-catalog.ts';

const nullSpike = ['anomaly: null-spike', 'column: email'];
const parse = (text: string) => parseScenario(text, 'late.yaml', catalog);
const lines = (text: string) => problemLines(() => parse(text));

const broken = `apiVersion: faultline/v1
kind: Scenario
name: Late Orders
descripton: The orders come late.
target: shop
targets: [shop]
schedule: {cron: "0 6 * * *"}
expires: 3 buckets
limits: {rows: 0, fraction: 0.2}
steps:
  - id: emails
    anomaly: nul-spike
    table: customers
    colum: email
  - id: emails
    anomaly: null-spike
    table: orders
    column: 2024
    volume: 0.05
    amplitude: 3
    during: {from: yesterday}
    frequency: 1 hour
    duration: 2 days
    select: {toward: high}
    bucket: dya
    where: " "
  - anomaly: outlier
    column: total
    amplitude: 8 edits
    volume: 120%
    with: {side: abve, fense: 2}
    key: id
  - id: renamed
    anomaly: column-renamed
    table: customers
    column: email
    where: id = 1
  - id: stale
    anomaly: stale-table
    table: customers
    column: email
    amplitude: 5000
    during: {last: 2, from: now}
    shape: ramp
    tabel: orders
expect:
  - {detector: dbt, within: 5, catches: [email]}
`;

test('all problems of a file are told at once, each in one sentence with its place and its way out', () => {
  expect(lines(broken)).toEqual([
    'late.yaml:3:7 INVALID_VALUE name "Late Orders" is not made of at most 63 small letters, digits and -. Write late-orders.',
    'late.yaml:4:1 UNKNOWN_KEY unknown key "descripton". Did you mean "description"?',
    'late.yaml:6:10 INVALID_VALUE target and targets stand side by side. Keep one of the two.',
    'late.yaml:7:11 MISSING_KEY the key schedule.keep is missing. keep: How long each slot stays in the data; a day is 24 hours. A slot that is due ends the one before.',
    'late.yaml:8:10 INVALID_VALUE expires is time on the clock, where there are no buckets. Write hours, days or weeks.',
    'late.yaml:8:10 INVALID_VALUE expires and schedule stand side by side. Let schedule.keep say how long each slot lasts.',
    'late.yaml:9:16 INVALID_VALUE limits.rows must be a whole number from 1, not 0.',
    'late.yaml:9:29 INVALID_VALUE limits.fraction 0.2 is not a share of 0% to 100%. Write a percentage such as 20%.',
    'late.yaml:12:14 UNKNOWN_ANOMALY there is no anomaly "nul-spike". Did you mean "null-spike"?',
    'late.yaml:14:5 UNKNOWN_KEY unknown key "colum". Did you mean "column"?',
    'late.yaml:15:9 DUPLICATE_NAME the step "emails" has the id of another. Give every step an id of its own.',
    'late.yaml:18:13 INVALID_VALUE column must be a text that is not empty, not 2024. Put it in quotes.',
    'late.yaml:19:13 INVALID_VALUE volume 0.05 may mean a share or a number of rows. Write 5% or 5 rows.',
    'late.yaml:20:5 UNKNOWN_KEY null-spike takes no amplitude. It has no strength to set. Remove the key.',
    'late.yaml:21:20 INVALID_VALUE during.from "yesterday" is not a point in time. Write latest - 7 days, first + 2 days, now, 2026-11-20 or 2026-11-20T09:00:00Z.',
    'late.yaml:23:15 INVALID_VALUE the occurrences would overlap: duration is longer than frequency. Let duration be at most frequency.',
    'late.yaml:24:13 INVALID_VALUE select {toward: …} is not a way to choose rows. Write random, clustered, {clustered: 20}, {towards: high, of: self}, {segment: country} or last.',
    'late.yaml:25:13 INVALID_VALUE bucket must be "hour", "day", "week" or "month", not "dya". Did you mean "day"?',
    'late.yaml:26:12 INVALID_VALUE where is empty. Write an SQL expression, or remove the key.',
    'late.yaml:27:5 MISSING_KEY the key id is missing. id: Name of the step, unique in the file. Random draws depend on it: another id picks other rows.',
    'late.yaml:27:5 MISSING_KEY the key table is missing. table: `schema.table`, or `table` in the default schema of the target; or a role of the scenario: `${fact}`.',
    'late.yaml:29:16 INVALID_VALUE amplitude "8 edits" is not in the unit of this anomaly. Write it like 8 sd.',
    'late.yaml:30:13 INVALID_VALUE volume "120%" is more than all rows. Write at most 100%.',
    'late.yaml:31:18 INVALID_VALUE with.side must be "above", "below" or "both", not "abve". Did you mean "above"?',
    'late.yaml:31:24 UNKNOWN_KEY unknown key "fense". Did you mean "fence"?',
    'late.yaml:32:10 INVALID_VALUE key "id" is neither auto nor row nor a list of columns. Write [id].',
    'late.yaml:33:5 MISSING_KEY the key with.to is missing. to: The new name.',
    'late.yaml:34:14 INVALID_VALUE column-renamed and null-spike do not go together: a scenario alters tables or changes rows. Write two scenarios.',
    'late.yaml:37:5 UNKNOWN_KEY column-renamed takes no where. It changes the shape of the table, not rows. Remove the key.',
    'late.yaml:41:5 UNKNOWN_KEY stale-table takes no column. It takes whole rows. Remove the key.',
    'late.yaml:42:16 INVALID_VALUE amplitude 5000 buckets is outside of what this anomaly takes. Write 1 bucket to 1000 buckets.',
    'late.yaml:43:13 INVALID_VALUE during has last beside from or to. Write all, {last: 1 bucket}, or {from: latest - 7 days, to: latest}.',
    'late.yaml:44:5 UNKNOWN_KEY stale-table takes no shape. Its strength does not change over time. Remove the key.',
    'late.yaml:45:5 UNKNOWN_KEY unknown key "tabel". Did you mean "table"?',
    'late.yaml:47:29 INVALID_VALUE expect[1].within 5 has no unit. Write 5 hours, 5 days or 5 weeks.',
    'late.yaml:47:42 INVALID_VALUE there is no step "email". Did you mean "emails"?',
  ]);
});

test('a problem carries the offending line as it is in the file', () => {
  expect(problems(() => parse(broken)).map(({ line }) => line)).toContain('    volume: 0.05');
});

test.each([
  ['just text', 'late.yaml:1:1 INVALID_VALUE the file must be a Faultline scenario, not "just text".'],
  ['[]', 'late.yaml:1:1 INVALID_VALUE the file must be a Faultline scenario, not an empty list.'],
  ['kind: Project\nproject: shop\n', 'late.yaml:1:7 INVALID_VALUE kind must be "Scenario", not "Project".'],
])('about a file of another kind only that is told: %j', (text, line) => {
  expect(lines(text)).toEqual([line]);
});

test('an empty mapping lacks every required key', () => {
  expect(lines('{}').map((line) => line.replace(/ is missing.*/, ''))).toEqual(
    ['apiVersion', 'kind', 'name', 'steps', 'target'].map((key) => `late.yaml:1:1 MISSING_KEY the key ${key}`),
  );
});

test('a scenario without steps is refused', () => {
  expect(lines(scenarioText(...nullSpike).replace(/steps:[^]*/, 'steps: []\n'))).toEqual([
    'late.yaml:5:8 INVALID_VALUE steps must be a list of 1 to 100 steps, not an empty list.',
  ]);
});

test('steps that are no mappings are refused one by one', () => {
  expect(lines(scenarioText(...nullSpike).replace(/steps:[^]*/, 'steps: [one, 2]\n'))).toEqual([
    'late.yaml:5:9 INVALID_VALUE steps[1] must be a mapping, not "one".',
    'late.yaml:5:14 INVALID_VALUE steps[2] must be a mapping, not 2.',
  ]);
});

test('a step of a column needs the column', () => {
  expect(problemLines(() => scenario('anomaly: null-spike'))).toEqual([
    'late.yaml:6:5 MISSING_KEY the key column is missing. column: The column that is changed, spelled as the database has it; or one that a role needs: `${fact.amount}`.',
  ]);
});

test.each([
  ['unknown keys', Array.from({ length: 60_000 }, (_, index) => `key${index}: 1`).join('\n')],
  ['keys that stand twice', 'name: late\n'.repeat(80_000)],
  ['steps that are none', `${scenarioText(...nullSpike)}${'  - 1\n'.repeat(90_000)}`],
  ['steps of one id', `${scenarioText(...nullSpike)}${'  - {id: emails}\n'.repeat(30_000)}`],
  ['unknown targets', scenarioText(...nullSpike).replace('target: shop', `targets: [${'x, '.repeat(90_000)}]`)],
  ['expectations', `${scenarioText(...nullSpike)}expect: [${'{catches: [x]}, '.repeat(20_000)}]\n`],
  ['passwords on one line', `x: ${'http://a:b@ '.repeat(80_000)}`],
  ['one word', `${'x'.repeat(900_000)}: 1`],
  ['brackets', '[{'.repeat(400_000)],
])('a file of 1 MB that holds nothing but %s is refused without ado', { timeout: 60_000 }, (_, text) => {
  expect(problems(() => parse(text)).length).toBeGreaterThan(0);
});

test('whatever text a file holds, the answer is a scenario or problems with places in it', () => {
  const words = [
    'name',
    'steps',
    'late',
    '- id: a',
    'anomaly: outlier',
    ': ',
    '\n',
    '  ',
    '&a ',
    '*a',
    '<<: ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    '|',
    '>',
    '#',
    '!',
    '%',
    '\t',
    '---',
    '5%',
    '.nan',
    '1e9',
    '__proto__',
    'constructor',
    'with',
    'é',
    '\u0000',
    '\ufeff',
  ];
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fc.constantFrom(...words), { maxLength: 40 }).map((parts) => parts.join('')),
    fc
      .tuple(fc.constantFrom(...broken.split('\n')), fc.array(fc.constantFrom(...words), { maxLength: 6 }))
      .map(([line, parts]) => broken.replace(line, line + parts.join(''))),
    fc.json({ maxDepth: 3 }),
  );
  fc.assert(
    fc.property(text, (source) => {
      try {
        parse(source);
        return true;
      } catch (error) {
        if (!(error instanceof ProblemsError)) throw error;
        const count = source.split('\n').length;
        return error.problems.every(
          ({ place }) => place !== undefined && place.line >= 1 && place.line <= count && place.column >= 1,
        );
      }
    }),
    { numRuns: 1000 },
  );
});

test('whatever value a key has, the answer is a scenario or problems', () => {
  const keys = [
    'id',
    'anomaly',
    'table',
    'column',
    'key',
    'where',
    'during',
    'frequency',
    'duration',
    'volume',
    'amplitude',
    'select',
    'shape',
    'bucket',
    'with',
  ];
  const value = fc.json({ maxDepth: 2, noUnicodeString: true });
  fc.assert(
    fc.property(
      fc.constantFrom(...catalog.keys()),
      fc.dictionary(fc.constantFrom(...keys), value),
      (anomaly, members) => {
        const pairs = Object.entries({ id: '"a"', table: '"orders"', anomaly: `"${anomaly}"`, ...members });
        const text = `apiVersion: faultline/v1\nkind: Scenario\nname: late\ntarget: shop\nsteps:\n  - {${pairs.map(([key, json]) => `${key}: ${json}`).join(', ')}}\n`;
        try {
          parse(text);
        } catch (error) {
          if (!(error instanceof ProblemsError)) throw error;
          for (const { message } of error.problems)
            expect(message).not.toMatch(/undefined|\[object|must NOT|must have/);
        }
      },
    ),
    { numRuns: 500 },
  );
});
