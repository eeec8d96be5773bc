import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine, startIn, type Outcome, type Running } from '../cli/shell.ts';
import { type GitHub, pullRequest, repository, token } from './github.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a step has left behind. */
export interface Step extends Outcome {
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The log without `::add-mask::`: what people and other programs get to see. */
  readonly log: string;
  /** Texts that the runner was told to mask. */
  readonly masked: readonly string[];
  /** `::error …::…` and the like, one each. */
  readonly annotations: readonly string[];
  /** The file that the output `report` names. */
  readonly report: string;
}

/** A machine that runs steps of a job, as the committed bundle is run by GitHub's: without its sources and packages. */
export interface Runner {
  /** Variables of the steps to come. */
  readonly env: Record<string, string>;
  /** Top of the checkout. */
  readonly workspace: string;
  /** Where tools are kept for later jobs. */
  readonly tools: string;
  /** The checkout has DuckDB's package installed. */
  installDuckDb(): Promise<void>;
  /** What happened: the payload of the workflow's event. */
  setEvent(name: string, payload: object): Promise<void>;
  /** One step, run to its end. */
  step(inputs: Readonly<Record<string, string>>): Promise<Step>;
  /** One step, under way. */
  start(inputs: Readonly<Record<string, string>>): Promise<Running & { readonly done: Promise<Step> }>;
  remove(): Promise<void>;
}

/** @param workspace the checkout; @param url of a GitHub */
export async function openRunner(workspace: string, { url }: Pick<GitHub, 'url'>): Promise<Runner> {
  const machine = await mkdtemp(join(tmpdir(), 'faultline-runner-'));
  const at = (...path: readonly string[]) => join(machine, ...path);
  await Promise.all([
    cp(join(root, 'dist'), at('action/dist'), { recursive: true }),
    cp(join(root, 'package.json'), at('action/package.json')),
    mkdir(at('temp')),
    mkdir(at('tools')),
    writeFile(at('event.json'), '{}'),
  ]);
  const env: Record<string, string> = {};
  let steps = 0;

  async function start(inputs: Readonly<Record<string, string>>) {
    steps += 1;
    const output = at(`output-${steps}`);
    const summary = at(`summary-${steps}`);
    await Promise.all([writeFile(output, ''), writeFile(summary, '')]);
    const running = startIn(
      {
        cwd: workspace,
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: machine,
          GITHUB_ACTIONS: 'true',
          GITHUB_WORKSPACE: workspace,
          GITHUB_REPOSITORY: repository,
          GITHUB_WORKFLOW: 'Faultline',
          GITHUB_JOB: 'plan',
          GITHUB_ACTOR: 'octocat',
          GITHUB_RUN_ID: '77',
          GITHUB_RUN_ATTEMPT: '1',
          GITHUB_SERVER_URL: 'https://github.com',
          GITHUB_API_URL: url,
          GITHUB_EVENT_PATH: at('event.json'),
          GITHUB_OUTPUT: output,
          GITHUB_STEP_SUMMARY: summary,
          RUNNER_TEMP: at('temp'),
          RUNNER_TOOL_CACHE: at('tools'),
          'INPUT_GITHUB-TOKEN': token,
          ...env,
          ...Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
        },
      },
      commandLine[0]!,
      [at('action/dist/action/main.js')],
    );
    const done = running.ended.then(async (outcome) => stepOf(outcome, await read(output), await read(summary)));
    return { ...running, done };
  }

  return {
    env,
    workspace,
    tools: at('tools'),
    async installDuckDb() {
      await mkdir(join(workspace, 'node_modules'), { recursive: true });
      await symlink(join(root, 'node_modules/@duckdb'), join(workspace, 'node_modules/@duckdb'));
    },
    async setEvent(name, payload) {
      env['GITHUB_EVENT_NAME'] = name;
      await writeFile(at('event.json'), JSON.stringify(payload));
    },
    step: async (inputs) => (await start(inputs)).done,
    start,
    remove: () => rm(machine, { recursive: true, force: true }),
  };
}

/** The event of a pull request. @param head repository of its branch; null = deleted */
export function pullRequestEvent(head: string | null = repository): object {
  return {
    action: 'opened',
    pull_request: {
      number: pullRequest,
      head: { sha: 'c0ffee1234567890', repo: head === null ? null : { full_name: head, fork: head !== repository } },
      base: { repo: { full_name: repository } },
    },
  };
}

async function stepOf(outcome: Outcome, output: string, summary: string): Promise<Step> {
  const outputs = outputsIn(output);
  const written = output.match(/^[a-z-]+<</gmu) ?? [];
  if (new Set(written).size < written.length) throw new Error(`an output was written twice: ${written.join(' ')}`);
  const lines = outcome.stdout.split('\n');
  const isMask = (line: string) => line.startsWith('::add-mask::');
  return {
    ...outcome,
    outputs,
    summary,
    log: `${lines.filter((line) => !isMask(line)).join('\n')}${outcome.stderr}`,
    masked: lines.filter(isMask).map((line) => unescaped(line.slice('::add-mask::'.length))),
    annotations: lines.filter((line) => /^::(error|warning|notice) /u.test(line)),
    report: outputs['report'] === undefined ? '' : await read(outputs['report']),
  };
}

/** As the runner reads the file: `name<<delimiter`, lines, delimiter. */
function outputsIn(text: string): Readonly<Record<string, string>> {
  const found = text.matchAll(/^(?<name>[^<\n]+)<<(?<delimiter>.+)\n(?<value>[\s\S]*?)\n\k<delimiter>\n/gmu);
  return Object.fromEntries([...found].map(({ groups }) => [groups!['name']!, groups!['value']!]));
}

function unescaped(text: string): string {
  return text.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%25', '%');
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8');
}

/** Every file below a folder, as one text: for looking for what must be in none of them. */
export async function allTextIn(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.node'));
  return (await Promise.all(files.map((entry) => read(join(entry.parentPath, entry.name))))).join('\n');
}
