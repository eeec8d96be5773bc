import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median, timeOf } from './median.ts';

/** Medians in milliseconds. */
export interface StartUp {
  readonly node: number;
  readonly version: number;
}

const runs = 21;
const cli = fileURLToPath(new URL('../lib/cli/main.js', import.meta.url));

/** Times the built `faultline --version` against a Node that does nothing, in turns. */
export async function measureStartUp(): Promise<StartUp> {
  run('npm', ['run', 'build']);
  const times = { node: [] as number[], version: [] as number[] };
  for (let round = 0; round < runs; round += 1) {
    times.node.push(await timeOf(async () => run(process.execPath, ['-e', '0'])));
    times.version.push(await timeOf(async () => run(process.execPath, [cli, '--version'])));
  }
  return { node: median(times.node), version: median(times.version) };
}

function run(command: string, words: readonly string[]): void {
  const { status, stderr } = spawnSync(command, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')} failed: ${stderr}`);
}
