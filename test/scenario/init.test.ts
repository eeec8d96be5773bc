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

test('the workflow validates on pull requests', () => {
  const files = initFiles({ project: 'acme-dq', url: '${env:SHOP_URL}' });
  const { value } = readYaml(files['.github/workflows/faultline.yml'] ?? '', 'faultline.yml');
  expect(value).toMatchObject({
    on: { pull_request: {} },
    jobs: { validate: { steps: expect.arrayContaining([{ run: 'npx --yes faultline validate' }]) as unknown } },
  });
});
