import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lintConfiguration } from '../../scripts/gen/lint-configuration.ts';
import { engineBases, engines, layers, packageImporters } from '../../scripts/layers.ts';

const root = resolve(import.meta.dirname, '../..');

interface Probe {
  readonly file: string;
  readonly specifier: string;
  readonly isAllowed: boolean;
}

const folders = [...Object.keys(layers), ...engines.map((engine) => `engine/${engine}`)];

const layerProbes: readonly Probe[] = Object.entries(layers).flatMap(([layer, allowed]: [string, readonly string[]]) =>
  Object.keys(layers).map((other) => ({
    file: `src/${layer}/to-${other}.ts`,
    specifier: other === layer ? './neighbour.ts' : `../${other}/neighbour.ts`,
    isAllowed: other === layer || allowed.includes(other),
  })),
);

const engineProbes: readonly Probe[] = engines.flatMap((engine) => [
  ...engines.map((other) => ({
    file: `src/engine/${engine}/to-${other}.ts`,
    specifier: other === engine ? './dialect.ts' : `../${other}/dialect.ts`,
    isAllowed: other === engine || other === engineBases[engine],
  })),
  { file: `src/engine/${engine}/to-plan.ts`, specifier: '../../plan/neighbour.ts', isAllowed: false },
  { file: `src/engine/${engine}/to-sql.ts`, specifier: '../../sql/sql.ts', isAllowed: true },
]);

const packageProbes: readonly Probe[] = Object.entries(packageImporters).flatMap(([name, importers]) =>
  folders.map((folder) => ({
    file: `src/${folder}/package-${name.replaceAll(/\W/g, '-')}.ts`,
    specifier: name,
    isAllowed: importers.includes(folder) || importers.includes(folder.split('/')[0] ?? folder),
  })),
);

const probes = [...layerProbes, ...engineProbes, ...packageProbes];

describe('the layer table', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-layers-'));
  let reported: ReadonlySet<string>;

  beforeAll(() => {
    writeFileSync(join(folder, '.oxlintrc.json'), lintConfiguration().text);
    for (const { file, specifier } of probes) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), `export { something } from '${specifier}';\n`);
    }
    reported = restrictedImports(folder);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(folders)('lets src/%s import what it names and nothing else', (folder) => {
    const own = probes.filter((probe) => dirname(probe.file) === `src/${folder}`);
    const allowed = own.filter((probe) => !reported.has(probe.file)).map((probe) => probe.specifier);
    expect(allowed).toEqual(own.filter((probe) => probe.isAllowed).map((probe) => probe.specifier));
  });

  test('names every folder of src', () => {
    const found = globSync('src/*/', { cwd: root }).map((path) => basename(path));
    expect(Object.keys(layers)).toEqual(expect.arrayContaining(found));
  });

  test('names every engine', () => {
    const found = globSync('src/engine/*/', { cwd: root }).map((path) => basename(path));
    expect(engines).toEqual(expect.arrayContaining(found));
  });

  test('is what the linter reads', () => {
    const { path, text } = lintConfiguration();
    expect(readFileSync(join(root, path), 'utf8')).toBe(text);
  });
});

/** Files of a folder in which the linter reports a forbidden import. */
function restrictedImports(folder: string): ReadonlySet<string> {
  const oxlint = join(root, 'node_modules/.bin/oxlint');
  const output = runEvenIfItFails(oxlint, ['--format', 'json'], folder);
  const { diagnostics } = JSON.parse(output) as { diagnostics: { code: string; filename: string }[] };
  return new Set(
    diagnostics.filter(({ code }) => code.includes('no-restricted-imports')).map(({ filename }) => filename),
  );
}

function runEvenIfItFails(command: string, parameters: readonly string[], cwd: string): string {
  try {
    return execFileSync(command, parameters, {
      cwd,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 2 ** 26,
    });
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}
