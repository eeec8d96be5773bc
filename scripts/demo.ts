import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { checksums, loadDemo } from './demo/load.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const database = `${root}.demo/air.duckdb`;
const cli = `${root}src/cli/main.ts`;

await demo();

/** The main job on real data, as a person would type it. Ends with a proof that nothing is left behind. */
async function demo(): Promise<void> {
  rmSync(`${root}.demo`, { recursive: true, force: true });
  mkdirSync(`${root}.demo`);
  say('Three million real flights of 2001, ten thousand birdstrikes and 3,376 airports go into an embedded database.');
  await loadDemo(database);
  const before = await checksums(database);
  tell(before);

  say('Four scenario files in scenarios/ say what should be wrong with it. Are they sound? No database is asked.');
  faultline('validate');
  say('What does the table look like, and which anomalies suit it?');
  faultline('inspect', 'air', 'flights');
  say('The dry run: what would change, row by row. It writes nothing in the database. The plan is saved for review.');
  faultline('plan', '--out', '.demo/plan.json');
  say(
    'Somebody has read it. Applying a saved plan is the approval: one transaction, and a snapshot of every touched cell.',
  );
  faultline('apply', '.demo/plan.json');
  say('The data are broken now. This is the moment for your checks to notice:');
  const broken = await checksums(database);
  tell(broken);
  faultline('status');
  say('The ground truth: every cell that was touched, before and after, to hold your checks against.');
  faultline('labels', 'messy-reports', '--out', '.demo/labels.csv');
  head(`${root}.demo/labels.csv`, 6);
  say('Is what a scenario changed still there, or did somebody repair it?');
  faultline('verify', 'messy-reports');
  say('Enough. Everything is taken back.');
  faultline('rollback', '--all');
  const after = await checksums(database);
  tell(after);
  conclude(before, broken, after);
}

function say(text: string): void {
  process.stdout.write(`\n${bold(`── ${text}`)}\n\n`);
}

function tell(sums: ReadonlyMap<string, string>): void {
  for (const [table, sum] of sums) process.stdout.write(`${table.padEnd(12)} ${sum}\n`);
}

function faultline(...words: string[]): void {
  process.stdout.write(`${bold(`$ faultline ${words.join(' ')}`)}\n`);
  const { status } = spawnSync(process.execPath, [cli, ...words, '--log-level', 'warn'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`faultline ${words.join(' ')} ended with ${status}`);
}

function head(path: string, lines: number): void {
  process.stdout.write(`${bold(`$ head -${lines} .demo/labels.csv`)}\n`);
  process.stdout.write(`${readFileSync(path, 'utf8').split('\r\n').slice(0, lines).join('\n')}\n`);
}

function conclude(
  before: ReadonlyMap<string, string>,
  broken: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): void {
  for (const [table, sum] of before) {
    if (broken.get(table) === sum) throw new Error(`${table} was not touched`);
    if (after.get(table) !== sum) throw new Error(`${table} is not what it was: ${after.get(table)} instead of ${sum}`);
  }
  say('Proved: every table was changed, and every table is again what it was, down to the last value, row and column.');
}

function bold(text: string): string {
  return process.stdout.isTTY && process.env['NO_COLOR'] === undefined ? `\u001b[1m${text}\u001b[0m` : text;
}
