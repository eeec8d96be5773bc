import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import { exampleUrl, initFiles, variablesOf } from '../../src/scenario/init.ts';
import { loadProject } from '../../src/scenario/load-project.ts';
import { loadScenarios } from '../../src/scenario/load-scenarios.ts';
import { readYaml } from '../../src/scenario/yaml-file.ts';
import { folderOf } from './project.ts';

test.each(['${env:SHOP_URL}', 'duckdb:shop "1".duckdb', 'postgres://u:${file:/run/secrets/shop}@db/shop'])(
  'the files that init writes for %s are valid',
  async (url) => {
    const files = initFiles({ project: 'acme-dq', url });
    const folder = await folderOf(files);
    const project = await loadProject(folder);
    expect(project).toMatchObject({ name: 'acme-dq', targets: [{ name: 'shop', url, environment: 'development' }] });
    const { scenarios } = await loadScenarios(project, catalog);
    expect(scenarios.map(({ name }) => name)).toEqual(['emails-vanish']);
  },
);

test.each([
  ['${env:SHOP_URL}', { SHOP_URL: '${{ secrets.SHOP_URL }}' }],
  ['postgres://${env:WHO}:${env:HOW}@db/${env:WHO}', { WHO: '${{ secrets.WHO }}', HOW: '${{ secrets.HOW }}' }],
  ['duckdb:shop.duckdb', undefined],
])('the workflow plans pull requests with the secrets of %s', (url, env) => {
  const files = initFiles({ project: 'acme-dq', url });
  const { value } = readYaml(files['.github/workflows/faultline-plan.yml'] ?? '', 'faultline-plan.yml');
  expect(value).toMatchObject({
    on: { pull_request: {} },
    jobs: { plan: { steps: expect.arrayContaining([expect.objectContaining({ with: { command: 'plan' } })]) } },
  });
  const { jobs } = value as {
    readonly jobs: { readonly plan: { readonly steps: readonly { readonly env?: object }[] } };
  };
  expect(jobs.plan.steps.at(-1)?.env).toEqual(env);
});

test('what init writes goes together with the example workflows, and editors know its schemas', () => {
  const files = initFiles({ project: 'acme-dq', url: exampleUrl });
  const [workflow] = Object.keys(files).filter((path) => path.startsWith('.github/'));
  const examples = new URL('../../examples/workflows/', import.meta.url);
  const plan = readFileSync(new URL(basename(workflow!), examples), 'utf8');
  for (const name of variablesOf(exampleUrl)) expect(plan).toContain(`${name}: \${{ secrets.${name} }}`);
  for (const path of ['faultline.yaml', 'scenarios/first.yaml']) {
    const [, schema] = /^# yaml-language-server: \$schema=(\S+)\n/u.exec(files[path] ?? '') ?? [];
    expect(join(dirname(path), schema ?? '')).toMatch(/^node_modules\/faultline\/schema\/\w+\.v1\.json$/u);
  }
});
