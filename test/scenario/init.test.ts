import { expect, test } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import { initFiles } from '../../src/scenario/init.ts';
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
  const { value } = readYaml(files['.github/workflows/faultline.yml'] ?? '', 'faultline.yml');
  expect(value).toMatchObject({
    on: { pull_request: {} },
    jobs: { plan: { steps: expect.arrayContaining([expect.objectContaining({ with: { command: 'plan' } })]) } },
  });
  const { jobs } = value as {
    readonly jobs: { readonly plan: { readonly steps: readonly { readonly env?: object }[] } };
  };
  expect(jobs.plan.steps.at(-1)?.env).toEqual(env);
});
