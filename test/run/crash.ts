import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Account, Task } from '../support/crash-child.ts';

const script = fileURLToPath(new URL('../support/crash-child.ts', import.meta.url));

/** Runs the task in a process of its own and waits for its end, natural or not. @returns undefined where it was killed */
export async function runTask(task: Task): Promise<Account | undefined> {
  return (await start(task)).end;
}

/** Runs the task and kills it so many milliseconds after it has begun to work. @returns undefined where it was killed */
export async function killDuring(task: Task, milliseconds: number): Promise<Account | undefined> {
  const running = await start(task);
  await running.begun;
  const timer = setTimeout(() => running.child.kill('SIGKILL'), milliseconds);
  const account = await running.end;
  clearTimeout(timer);
  return account;
}

interface Running {
  readonly child: ChildProcess;
  readonly begun: Promise<void>;
  readonly end: Promise<Account | undefined>;
}

async function start(task: Task): Promise<Running> {
  const folder = await mkdtemp(join(tmpdir(), 'faultline-crash-'));
  const file = join(folder, 'task.json');
  await writeFile(file, JSON.stringify(task));
  const child = spawn(process.execPath, [script, file], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'faultline-crash-cache') },
  });
  const lines: string[] = [];
  const complaints: string[] = [];
  child.stderr.on('data', (chunk) => complaints.push(String(chunk)));
  const output = createInterface(child.stdout);
  const begun = new Promise<void>((resolve) => {
    output.on('line', (line) => {
      lines.push(line);
      resolve();
    });
    child.once('exit', () => resolve());
  });
  const end = once(child, 'close').then(async ([code, signal]) => {
    await rm(folder, { recursive: true, force: true });
    if (signal === 'SIGKILL') return undefined;
    if (code !== 0) throw new Error(`the child failed: ${complaints.join('')}`);
    return JSON.parse(lines.at(-1)!) as Account;
  });
  return { child, begun, end };
}
