import { spawn, spawnSync, type ChildProcessWithoutNullStreams, type SpawnOptions } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
/** The pinned Node of the project, which runs the sources as they are. */
const node = existsSync(join(root, 'node_modules/.bin/node')) ? join(root, 'node_modules/.bin/node') : process.execPath;
export const commandLine: readonly string[] = [node, join(root, 'src/cli/main.ts')];

const terminal = fileURLToPath(new URL('terminal.py', import.meta.url));
/** Whether this machine can give a command a terminal. */
export const hasTerminals = spawnSync('python3', ['-c', 'import pty'], { stdio: 'ignore' }).status === 0;

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Running {
  readonly child: ChildProcessWithoutNullStreams;
  /** What it has printed so far, on either stream. */
  output(): string;
  /** Waits until it has printed what the pattern matches. */
  says(pattern: RegExp): Promise<void>;
  readonly ended: Promise<Outcome>;
}

/** A folder in which commands are typed. */
export interface Shell {
  readonly folder: string;
  /** Who types: the number of a user that root lends its commands to; default: whoever runs the tests. */
  user: number | undefined;
  /** Variables of the commands to come, besides PATH and HOME. */
  readonly env: Record<string, string>;
  /** `faultline …`, run to its end without a terminal. */
  faultline(...words: readonly string[]): Promise<Outcome>;
  /** `faultline …`, under way. */
  start(...words: readonly string[]): Running;
  /** `faultline …`, under way on a terminal of its own: both streams are one. Keys are written to its standard input. */
  onTerminal(...words: readonly string[]): Running;
  /** Another program, run to its end; its failure is an error. @returns what it printed */
  run(program: string, ...words: readonly string[]): Promise<string>;
  write(path: string, text: string): Promise<void>;
  read(path: string): Promise<string>;
  remove(path?: string): Promise<void>;
}

export async function openShell(): Promise<Shell> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-cli-'));
  const env: Record<string, string> = {};
  const start = (program: string, words: readonly string[]) =>
    startIn({ cwd: folder, env: { ...basics(), ...env }, uid: shell.user }, program, words);
  const shell: Shell = {
    folder,
    env,
    user: undefined,
    faultline: (...words) => start(commandLine[0]!, [...commandLine.slice(1), ...words]).ended,
    start: (...words) => start(commandLine[0]!, [...commandLine.slice(1), ...words]),
    onTerminal: (...words) => start('python3', [terminal, ...commandLine, ...words]),
    async run(program, ...words) {
      const { code, stdout, stderr } = await start(program, words).ended;
      if (code !== 0) throw new Error(`${program} ${words.join(' ')} ended with ${code}: ${stderr}`);
      return stdout;
    },
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    },
    read: (path) => readFile(join(folder, path), 'utf8'),
    remove: (path = '.') => rm(join(folder, path), { recursive: true, force: true }),
  };
  return shell;
}

/** Nothing of the machine's own settings: neither a workflow's variables nor colours. */
function basics(): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, GIT_CONFIG_GLOBAL: '/dev/null', TERM: 'xterm-256color' };
}

export function startIn(
  options: Pick<SpawnOptions, 'cwd' | 'env' | 'uid'>,
  program: string,
  words: readonly string[],
): Running {
  const child = spawn(program, words, { ...options, stdio: 'pipe' }) as ChildProcessWithoutNullStreams;
  const printed = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      printed[stream] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<Outcome>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, ...printed }));
  });
  const output = () => printed.stdout + printed.stderr;
  const says = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const listener = () => {
        if (pattern.test(output())) resolve();
      };
      listeners.add(listener);
      listener();
      void ended.then(() => reject(new Error(`it ended without saying ${pattern}: ${output()}`)), reject);
    });
  return { child, output, says, ended };
}
