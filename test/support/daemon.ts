import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Account } from './account.ts';

export interface DaemonRequest {
  readonly command: string;
  readonly args: readonly string[];
  /** Where it runs, and as whom. */
  readonly folder: string;
  readonly account: Account | undefined;
  /** Throws as long as the server does not answer. */
  isReady(): Promise<void>;
}

/** Seconds in which a server has to answer. */
const patience = 60;

/**
 * Runs a server, and kills it as soon as the other end of its input is closed: by `stop`, or because the process that
 * holds it is dead, however it died. Then the folder goes too.
 */
const guarded = `
exec 3<&0
"$@" 3<&- </dev/null & server=$!
(cat <&3; kill -9 $server) >/dev/null 2>&1 & guard=$!
{ wait $server; code=$?; kill $guard; rm -rf "$0"; } 2>/dev/null
exit $code`;

/**
 * Runs a server in the background until it is stopped, or this process ends.
 * @returns what stops it: at once, since nobody needs its files any more; they go with it
 * @throws Error with the last lines that it wrote, where it ends or is not ready in a minute
 */
export async function startDaemon(request: DaemonRequest): Promise<() => Promise<void>> {
  const { command, args, folder } = request;
  // Of a group of its own, so that what stops this process does not stop the guard as well.
  const guard = { ...request, command: '/bin/sh', args: ['-c', guarded, folder, command, ...args] };
  const { child, lines } = run(guard, { detached: true });
  const closed = once(child, 'close');
  const stop = async () => {
    child.stdin?.end();
    await closed;
  };
  try {
    await answered(request, closed);
    return stop;
  } catch (error) {
    await stop();
    throw new Error(`${command} did not start: ${lastOf(lines)}`, { cause: error });
  }
}

/** Runs a program to its end. @throws Error with the last lines that it wrote, where it fails */
export async function runToEnd(request: Omit<DaemonRequest, 'isReady'>): Promise<void> {
  const { child, lines } = run(request);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${request.command} failed: ${lastOf(lines)}`);
}

function run(
  { command, args, folder, account }: Omit<DaemonRequest, 'isReady'>,
  options: { readonly detached?: boolean } = {},
): { readonly child: ChildProcess; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const child = spawn(command, args, { cwd: folder, stdio: 'pipe', ...account, ...options });
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk) => lines.push(String(chunk)));
  return { child, lines };
}

async function answered({ isReady }: DaemonRequest, closed: Promise<unknown>): Promise<void> {
  let hasEnded = false;
  const ended = closed.then(() => {
    hasEnded = true;
    throw new Error('it ended');
  });
  ended.catch(() => undefined);
  const deadline = Date.now() + patience * 1000;
  for (;;) {
    try {
      await Promise.race([isReady(), ended]);
      return;
    } catch (error) {
      if (hasEnded || Date.now() > deadline) throw error;
    }
    await sleep(50);
  }
}

function lastOf(lines: readonly string[]): string {
  return lines.join('').trim().split('\n').slice(-20).join('\n');
}
