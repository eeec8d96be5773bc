import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import { ProblemsError } from '../../src/model/errors.ts';
import { initFiles } from '../../src/scenario/init.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import { projectDocument } from '../../src/scenario/project-schema.ts';
import { scenarioDocument } from '../../src/scenario/scenario-document.ts';
import { requiredParameters, takesColumn } from '../../src/scenario/step-schema.ts';
import { readYaml } from '../../src/scenario/yaml-file.ts';
import { projectText, scenarioNamed } from './project.ts';
import { catalog as testCatalog } from './test-catalog.ts';

const ajv = () => new Ajv({ strictSchema: true, strictTypes: true, allowUnionTypes: true, allErrors: true });
const valueOf = (text: string) => readYaml(text, 'late.yaml').value;
const isValid = ajv().compile(scenarioDocument(testCatalog));

const step = (members: string) => scenarioNamed('late').replace(/ {2}- .*/, `  - ${members}`);

/** What the schema for editors takes, the loader takes; what one refuses, the other does. */
const texts = [
  scenarioNamed('late'),
  scenarioNamed('Late'),
  scenarioNamed('late').replace('target: shop', 'targets: [shop]'),
  scenarioNamed('late').replace('target: shop', 'target: shop\ntargets: [shop]'),
  scenarioNamed('late').replace('target: shop\n', ''),
  scenarioNamed('late').replace('target: shop', 'target: shop\nschedule: {cron: "0 6 * * *"}'),
  scenarioNamed('late').replace('target: shop', 'target: shop\nexpires: 7 days\nlimits: {fraction: 20%}\ntags: {a: 1}'),
  scenarioNamed('late').replace('target: shop', 'target: shop\nexpires: soon'),
  scenarioNamed('late').replace('steps:', 'expect: [{detector: dbt, within: 5 minutes}]\nsteps:'),
  ...[
    '{id: a, anomaly: null-spike, table: t, column: c, volume: 5%, during: all, select: clustered, key: [a, b], bucket: hour}',
    '{id: a, anomaly: null-spike, table: t, column: c, volume: 500 rows, during: {last: 2 days}, select: {clustered: 5}, key: auto}',
    '{id: a, anomaly: null-spike, table: t, column: c, volume: 0.05}',
    '{id: a, anomaly: null-spike, table: t, column: c, volume: 101%}',
    '{id: a, anomaly: null-spike, table: t, column: c, amplitude: 3}',
    '{id: a, anomaly: null-spike, table: t, column: c, during: {from: latest - 7 days, to: 2026-11-20T09:00:00Z}}',
    '{id: a, anomaly: null-spike, table: t, column: c, during: {from: last week}}',
    '{id: a, anomaly: null-spike, table: t, column: c, during: {last: 1 day, from: now}}',
    '{id: a, anomaly: null-spike, table: t, column: c, select: {towards: high}}',
    '{id: a, anomaly: null-spike, table: t, column: c, frequency: 1 day, duration: 2 hours, where: id > 5}',
    '{id: a, anomaly: null-spike, table: t, colum: c}',
    '{id: a, anomaly: null-spike, table: t}',
    '{id: a, anomaly: nul-spike, table: t}',
    '{anomaly: null-spike, table: t, column: c}',
    '{id: a, anomaly: outlier, table: t, column: c, amplitude: 8 sd, with: {side: above}}',
    '{id: a, anomaly: outlier, table: t, column: c, amplitude: 1001}',
    '{id: a, anomaly: outlier, table: t, column: c, amplitude: 8 edits}',
    '{id: a, anomaly: outlier, table: t, column: c, with: {sides: above}}',
    '{id: a, anomaly: level-shift, table: t, column: c, amplitude: -40 %, shape: ramp}',
    '{id: a, anomaly: level-shift, table: t, column: c, shape: round}',
    '{id: a, anomaly: volume-spike, table: t, amplitude: x3}',
    '{id: a, anomaly: volume-spike, table: t, amplitude: 3x}',
    '{id: a, anomaly: volume-spike, table: t, column: c}',
    '{id: a, anomaly: stale-table, table: t, amplitude: 3 b}',
    '{id: a, anomaly: column-renamed, table: t, column: c, with: {to: d}}',
    '{id: a, anomaly: column-renamed, table: t, column: c}',
    '{id: a, anomaly: column-renamed, table: t, column: c, with: {}}',
    '{id: a, anomaly: column-renamed, table: t, column: c, where: id > 5, with: {to: d}}',
  ].map(step),
];

test.each(texts)('the schema for editors and the loader agree about\n%s', (text) => {
  expect(isValid(valueOf(text)), JSON.stringify(isValid.errors)).toBe(isLoaded(text));
});

function isLoaded(text: string): boolean {
  try {
    parseScenario(text, 'late.yaml', testCatalog);
    return true;
  } catch (error) {
    if (error instanceof ProblemsError) return false;
    throw error;
  }
}

test('the schema of projects takes what a project may say, and nothing else', () => {
  const isProject = ajv().compile(projectDocument());
  expect(isProject(valueOf(projectText)), JSON.stringify(isProject.errors)).toBe(true);
  expect(isProject(valueOf(initFiles({ project: 'shop', url: 'duckdb:shop' })['faultline.yaml'] ?? ''))).toBe(true);
  expect(isProject(valueOf(projectText.replace('staging}', 'staged}')))).toBe(false);
  expect(isProject(valueOf(projectText.replace(', environment: staging', '')))).toBe(false);
  expect(isProject(valueOf(projectText.replace('targets', 'target')))).toBe(false);
});

test.each(['scenario', 'project'])('schema/%s.v1.json is what its sources make of it', (name) => {
  const file: unknown = JSON.parse(readFileSync(new URL(`../../schema/${name}.v1.json`, import.meta.url), 'utf8'));
  expect(file).toEqual(JSON.parse(JSON.stringify(name === 'scenario' ? scenarioDocument(catalog) : projectDocument())));
  expect(() => ajv().compile(file as object)).not.toThrow();
});

test.each([...catalog.values()].map((anomaly) => [anomaly.id, anomaly] as const))(
  '%s explains itself to whoever hovers over it',
  (_, anomaly) => {
    const { definitions } = scenarioDocument(new Map([[anomaly.id, anomaly]])) as {
      readonly definitions: Readonly<
        Record<string, { readonly properties?: Readonly<Record<string, { readonly description?: string }>> }>
      >;
    };
    const own = Object.entries(definitions[anomaly.id]?.properties ?? {}).filter(
      ([, property]) => !('$ref' in property) && !('const' in property),
    );
    expect(own.filter(([, { description }]) => description === undefined)).toEqual([]);
  },
);

test.each([...catalog.values()].map((anomaly) => [anomaly.id, anomaly] as const))(
  '%s needs no more than its table, its column where it has one, and what it cannot guess',
  (id, anomaly) => {
    const column = takesColumn(anomaly) ? ', column: email' : '';
    const named = requiredParameters(anomaly).map((name) => `${name}: a_column`);
    const parameters = named.length === 0 ? '' : `, with: {${named.join(', ')}}`;
    const [first] = parseScenario(
      step(`{id: a, anomaly: ${id}, table: customers${column}${parameters}}`),
      'late.yaml',
      catalog,
    ).steps;
    expect(first).toMatchObject({ anomaly: id, volume: anomaly.volume?.default ?? { percent: '100' } });
  },
);
