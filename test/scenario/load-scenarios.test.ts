import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FaultlineError, ProblemsError } from '../../src/model/errors.ts';
import { loadProject } from '../../src/scenario/load-project.ts';
import { loadScenarios } from '../../src/scenario/load-scenarios.ts';
import { describe } from './problems.ts';
import { folderOf, projectText, scenarioNamed } from './project.ts';
import { catalog } from './test-catalog.ts';

const project = { 'faultline.yaml': projectText };

async function load(folder: string, ...paths: readonly string[]) {
  return loadScenarios(await loadProject(folder), catalog, paths, folder);
}

async function names(folder: string, ...paths: readonly string[]): Promise<readonly string[]> {
  return (await load(folder, ...paths)).scenarios.map(({ name }) => name);
}

async function problemsOf(loading: Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await loading.catch((thrown: unknown) => thrown);
  if (error instanceof ProblemsError) return error.problems.map(describe);
  return error instanceof FaultlineError ? [describe(error)] : expect.fail('there are no problems');
}

test('all scenario files of the project are loaded, sorted by path', async () => {
  const folder = await folderOf({
    ...project,
    'scenarios/b.yaml': scenarioNamed('late-orders'),
    'scenarios/deep/er/a.yml': scenarioNamed('lost-emails'),
    'scenarios/a.yaml': scenarioNamed('dup-orders'),
    'scenarios/notes.md': 'not a scenario',
    'elsewhere/c.yaml': scenarioNamed('elsewhere'),
  });
  const { scenarios, isComplete } = await load(folder);
  expect(scenarios.map(({ name, path }) => [name, path])).toEqual([
    ['dup-orders', 'scenarios/a.yaml'],
    ['late-orders', 'scenarios/b.yaml'],
    ['lost-emails', 'scenarios/deep/er/a.yml'],
  ]);
  expect(isComplete).toBe(true);
});

test('the project decides by globs which files are scenarios', async () => {
  const folder = await folderOf({
    'faultline.yaml': `${projectText}scenarios: ["./chaos/{nightly,weekly}/*.yaml", one.yaml]\n`,
    'chaos/nightly/a.yaml': scenarioNamed('a'),
    'chaos/weekly/b.yaml': scenarioNamed('b'),
    'chaos/yearly/c.yaml': scenarioNamed('c'),
    'chaos/nightly/deep/d.yaml': scenarioNamed('d'),
    'one.yaml': scenarioNamed('one'),
  });
  expect(await names(folder)).toEqual(['a', 'b', 'one']);
});

test('files of dependencies are no scenarios', async () => {
  const folder = await folderOf({
    'faultline.yaml': `${projectText}scenarios: ["**/*.scenario.yaml"]\n`,
    'a.scenario.yaml': scenarioNamed('a'),
    'node_modules/other/b.scenario.yaml': scenarioNamed('b'),
  });
  expect(await names(folder)).toEqual(['a']);
});

const three = {
  ...project,
  'scenarios/a.yaml': scenarioNamed('a'),
  'scenarios/nightly/b.yaml': scenarioNamed('b'),
  'scenarios/nightly/c.yml': scenarioNamed('c'),
};

test.each([
  [['scenarios/a.yaml'], ['a']],
  [['./scenarios/nightly'], ['b', 'c']],
  [['scenarios/nightly/'], ['b', 'c']],
  [['scenarios/*/*.yaml'], ['b']],
  [['.'], ['a', 'b', 'c']],
  [
    ['scenarios/a.yaml', 'scenarios/*.yaml', 'scenarios/nightly/c.yml'],
    ['a', 'c'],
  ],
  [['faultline.yaml', 'scenarios/a.yaml'], ['a']],
  [['faultline.yaml'], []],
])('the paths %j restrict the view, which is then not complete', async (paths, expected) => {
  const folder = await folderOf(three);
  const { scenarios, isComplete } = await load(folder, ...paths);
  expect(scenarios.map(({ name }) => name)).toEqual(expected);
  expect(isComplete).toBe(false);
});

test('relative paths start from the folder in which one stands', async () => {
  const folder = await folderOf(three);
  const { scenarios } = await loadScenarios(
    await loadProject(folder),
    catalog,
    ['b.yaml'],
    join(folder, 'scenarios/nightly'),
  );
  expect(scenarios.map(({ name }) => name)).toEqual(['b']);
});

test('a name in place of a path is refused with its file, a saved plan with how it is applied', async () => {
  const folder = await folderOf({
    ...project,
    'scenarios/first.yaml': scenarioNamed('emails-vanish'),
    'plan.json': '{}',
  });
  expect(await problemsOf(load(folder, 'emails-vanish'))).toEqual([
    'FILE_NOT_FOUND emails-vanish is not there: it is the name of a scenario. Name its file: scenarios/first.yaml',
  ]);
  expect(await problemsOf(load(folder, 'plan.json', 'scenarios/first.yaml'))).toEqual([
    'INVALID_ARGUMENT plan.json is no scenario file. If it is a saved plan, apply it by itself: faultline apply plan.json',
  ]);
});

test('a path that is not there is refused with the nearest file', async () => {
  const folder = await folderOf(three);
  expect(await problemsOf(load(folder, 'scenarios/nightly/d.yaml'))).toEqual([
    'FILE_NOT_FOUND scenarios/nightly/d.yaml is not there. Did you mean "scenarios/nightly/b.yaml"?',
  ]);
  expect(await problemsOf(load(folder, 'scenarios/*.json'))).toEqual([
    'FILE_NOT_FOUND no scenario file is in scenarios/*.json. Did you mean "scenarios/a.yaml"?',
  ]);
});

test('a file that is none of the project is refused: the next apply of everything would take it back', async () => {
  const folder = await folderOf({ ...three, 'drafts/d.yaml': scenarioNamed('d') });
  expect(await problemsOf(load(folder, 'drafts/d.yaml'))).toEqual([
    'INVALID_ARGUMENT drafts/d.yaml is no scenario file of this project. Its scenarios are scenarios/**/*.yaml, scenarios/**/*.yml: move the file there, or add its folder to scenarios in faultline.yaml.',
  ]);
});

test('a project without any scenario file is an error, never an empty desired state', async () => {
  const folder = await folderOf(project);
  expect(await problemsOf(load(folder))).toEqual([
    `NO_SCENARIOS no scenario file matches scenarios/**/*.yaml, scenarios/**/*.yml in ${folder}. Add one there; \`faultline catalog\` lists the anomalies. To take everything back, use \`faultline rollback --all\`.`,
  ]);
});

test('the problems of all files are told together, sorted by file and line', async () => {
  const folder = await folderOf({
    ...project,
    'scenarios/b.yaml': scenarioNamed('b')
      .replace('column: email', 'column: email, volum: 5%')
      .replace('target: shop', 'target: shp'),
    'scenarios/a.yaml': 'kind: [',
    'scenarios/c.yaml': '',
    'scenarios/d.yaml': scenarioNamed('d'),
  });
  expect((await problemsOf(load(folder))).map((line) => line.split(' ', 2).join(' '))).toEqual([
    'scenarios/a.yaml:1:8 INVALID_YAML',
    'scenarios/b.yaml:4:9 UNKNOWN_TARGET',
    'scenarios/b.yaml:6:72 UNKNOWN_KEY',
    'scenarios/c.yaml:1:1 INVALID_YAML',
  ]);
});

test('two scenarios of one name are refused, both named', async () => {
  const folder = await folderOf({
    ...project,
    'scenarios/a.yaml': scenarioNamed('late'),
    'scenarios/b.yaml': scenarioNamed('late'),
  });
  const line =
    'scenarios/b.yaml:3:7 DUPLICATE_NAME the name "late" is taken by scenarios/a.yaml:3:7. Give one of the two another name.';
  expect(await problemsOf(load(folder))).toEqual([line]);
  expect(await problemsOf(load(folder, 'scenarios/a.yaml'))).toEqual([line]);
});

test('the problems of files outside of the named paths are no matter', async () => {
  const folder = await folderOf({ ...three, 'scenarios/broken.yaml': '}' });
  expect(await names(folder, 'scenarios/a.yaml')).toEqual(['a']);
});

test('a target that the project does not have is refused with the nearest', async () => {
  const folder = await folderOf({
    ...project,
    'scenarios/a.yaml': scenarioNamed('a', 'shpo').replace('target: shpo', 'targets: [shop, shpo, "prod-*"]'),
  });
  expect(await problemsOf(load(folder))).toEqual([
    'scenarios/a.yaml:4:17 UNKNOWN_TARGET faultline.yaml has no target "shpo". Did you mean "shop"?',
    'scenarios/a.yaml:4:23 UNKNOWN_TARGET faultline.yaml has no target "prod-*". Known targets: shop, staging-eu, staging-us.',
  ]);
});

test('a glob of targets is fine where it matches one', async () => {
  const folder = await folderOf({ ...project, 'scenarios/a.yaml': scenarioNamed('a', 'staging-*') });
  const [first] = (await load(folder)).scenarios;
  expect(first?.targets).toEqual(['staging-*']);
});

test('a file of 10 MB is refused without being read', async () => {
  const folder = await folderOf({ ...project, 'scenarios/big.yaml': Buffer.alloc(10_000_000, '- x\n') });
  expect(await problemsOf(load(folder))).toEqual([
    'scenarios/big.yaml:1:1 FILE_TOO_LARGE scenarios/big.yaml has 10.0 MB; 1 MB is the limit. Split it into several files.',
  ]);
});

test('a file that is not UTF-8 is refused with its line', async () => {
  const latin1 = Buffer.from(scenarioNamed('a').replace('email', 'straße'), 'latin1');
  const folder = await folderOf({ ...project, 'scenarios/a.yaml': latin1 });
  expect(await problemsOf(load(folder))).toEqual([
    'scenarios/a.yaml:6:1 INVALID_YAML this line is not UTF-8. Save the file in UTF-8.',
  ]);
});

test('a byte order mark is no part of the file, and lines may end in CR LF', async () => {
  const text = `\ufeff${scenarioNamed('a').replaceAll('\n', '\r\n')}`;
  const folder = await folderOf({ ...project, 'scenarios/a.yaml': text });
  const [first] = (await load(folder)).scenarios;
  expect(first?.placeOf(['apiVersion'])).toMatchObject({ line: 1, column: 13 });
  expect(first?.placeOf(['name'])).toMatchObject({ line: 3, column: 7 });
});
