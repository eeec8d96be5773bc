import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { registerLogger, validate, type ActionsMetadataProvider } from '@actions/languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../package.json' with { type: 'json' };
import { inputDefinitions } from '../../src/action/input-definitions.ts';
import { outputDefinitions } from '../../src/action/output-definitions.ts';
import { initFiles } from '../../src/scenario/init.ts';
import { actionMetadata } from '../../scripts/gen/action-metadata.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const metadata = parse(read('action.yml')) as {
  readonly name: string;
  readonly description: string;
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
};

/** Knows this action by its action.yml; of the others only that they are there. */
const actionsMetadataProvider: ActionsMetadataProvider = {
  fetchActionMetadata: async ({ owner, name }) =>
    owner === 'actions' ? { name, description: '' } : name === 'faultline' ? metadata : undefined,
};

// What the service stumbles over it only logs: then nothing was looked at.
const stumbled: string[] = [];
const logger = { error: (message: string) => void stumbled.push(message), warn() {}, info() {}, log() {} };
registerLogger(logger);
afterEach(() => expect(stumbled).toEqual([]));

let looks = 0;

/** What GitHub's own language service finds wrong with a file, by its path in a repository. */
async function problemsOf(path: string, text: string): Promise<readonly string[]> {
  // The service remembers what it read by this name.
  looks += 1;
  const document = TextDocument.create(`file:///repository-${looks}/${path}`, 'yaml', 1, text);
  const found = await validate(document, { actionsMetadataProvider });
  return found.map(({ message, range }) => `${path}:${range.start.line + 1}: ${JSON.stringify(message)}`);
}

const examples = globSync('examples/workflows/*.yml', { cwd: root }).map((path) => ({
  path: `.github/workflows/${basename(path)}`,
  text: read(path),
}));
const initial = initFiles({ project: 'acme-dq', url: 'postgres://faultline:${env:SHOP_PASSWORD}@db/shop' });
const written = Object.entries(initial)
  .filter(([path]) => path.startsWith('.github/'))
  .map(([path, text]) => ({ path, text }));
const workflows = [...examples, ...written];

describe('action.yml', () => {
  it('is one that GitHub understands, and is what the code says', async () => {
    expect(await problemsOf('action.yml', read('action.yml'))).toEqual([]);
    expect(read('action.yml')).toBe(actionMetadata().text);
  });

  it('describes every input and output, and runs a file that is there on Node 24', () => {
    expect(Object.keys(metadata.inputs)).toEqual(Object.keys(inputDefinitions));
    expect(Object.keys(metadata.outputs)).toEqual(Object.keys(outputDefinitions));
    for (const { description } of [...Object.values(metadata.inputs), ...Object.values(metadata.outputs)]) {
      expect(description.length).toBeGreaterThan(20);
    }
    expect(metadata.description.length, 'GitHub cuts it').toBeLessThanOrEqual(125);
    expect(metadata.runs.using).toBe('node24');
    expect(read(metadata.runs.main)).not.toBe('');
  });

  it('is refused where it is wrong', async () => {
    const wrong = read('action.yml').replace('  main: dist/action/main.js\n', '  mian: dist/action/main.js\n');
    expect((await problemsOf('action.yml', wrong)).join('\n')).toMatch(/mian/u);
  });
});

describe('the workflows of this repository', () => {
  const own = globSync('.github/workflows/*.yml', { cwd: root });

  it.each(own)('%s is one that GitHub understands', async (path) => {
    expect(await problemsOf(path, read(path))).toEqual([]);
  });
});

describe.each(workflows)('$path', ({ path, text }) => {
  it('is a workflow that GitHub understands, with inputs that the action has', async () => {
    expect(await problemsOf(path, text)).toEqual([]);
  });

  it('has no more permissions than it needs, and does not run beside itself', () => {
    const { permissions, concurrency, on } = parse(text) as {
      readonly permissions?: object;
      readonly concurrency?: { readonly group?: string };
      readonly on: object;
    };
    const comments = 'pull_request' in on ? { 'pull-requests': 'write' } : {};
    expect(permissions).toEqual({ contents: 'read', ...comments });
    expect(concurrency?.group).toMatch(/^faultline-/u);
    expect(on).not.toHaveProperty('pull_request_target');
  });

  it('takes the action of this version', () => {
    const found = [...text.matchAll(/faultline@v(\S+)/gu)].map(([, version]) => version);
    expect(new Set(found)).toEqual(new Set([manifest.version]));
  });

  it('puts nothing of the event or of a step into a shell', () => {
    const { jobs } = parse(text) as {
      readonly jobs: Readonly<Record<string, { readonly steps: readonly { readonly run?: string }[] }>>;
    };
    const steps = Object.values(jobs).flatMap((job) => job.steps);
    expect(steps.length).toBeGreaterThan(1);
    for (const { run = '' } of steps) expect(run).not.toContain('${{');
  });

  it.each([
    ['an input that the action has not', 'command: ', 'comand: ', /Invalid action input 'comand'/u],
    ['an expression of nothing', 'secrets.', 'secretz.', /secretz/u],
    ['a key that workflows have not', 'runs-on:', 'run-on:', /run-on/u],
  ])('is refused with %s', async (_, right, wrong, problem) => {
    expect(text).toContain(right);
    expect((await problemsOf(path, text.replace(right, wrong))).join('\n')).toMatch(problem);
  });
});
