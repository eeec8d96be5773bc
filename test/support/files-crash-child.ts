import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/** A work on a folder of files, and where the process is to die by its own hand. */
export interface FilesTask {
  readonly url: string;
  readonly work: 'apply' | 'rollback';
  readonly scenario: string;
  /** A call of node:fs/promises, by its name and the end of its first path: the process dies before the nth such call. */
  readonly death?: {
    readonly call: 'open' | 'rename' | 'rm' | 'copyFile';
    readonly path: string;
    readonly nth: number;
  };
}

const task = JSON.parse(fs.readFileSync(process.argv[2]!, 'utf8')) as FilesTask;
let calls = 0;
const { death } = task;
if (death) {
  const promises = fs.promises as unknown as Record<string, (...values: unknown[]) => Promise<unknown>>;
  const original = promises[death.call]!;
  promises[death.call] = (...values) => {
    if (new RegExp(death.path).test(String(values[0]))) calls += 1;
    if (calls === death.nth) {
      process.kill(process.pid, 'SIGKILL');
      for (;;);
    }
    return original(...values);
  };
  syncBuiltinESMExports();
}

const { engineFor } = await import('../../src/engine/index.ts');
const { catalog } = await import('../../src/anomaly/registry.ts');
const { makePlan } = await import('../../src/plan/make-plan.ts');
const { applyPlan } = await import('../../src/run/apply-plan.ts');
const { rollback } = await import('../../src/run/rollback.ts');
const { parseScenario } = await import('../../src/scenario/parse-scenario.ts');

const target = {
  name: 'shop',
  url: task.url,
  environment: 'test',
  protect: [],
  limits: {},
  bind: {},
  statementTimeout: 60,
} as const;
const project = {
  name: 'acme-dq',
  root: '/',
  targets: [target],
  scenarios: [],
  keepSnapshots: { amount: 7, unit: 'day' },
} as const;
const origin = { repository: 'example.com/acme/dq', ref: 'main', commit: 'c0ffee', directory: '.' };
const open = async (readOnly: boolean) =>
  (await engineFor(task.url)).connect({
    url: task.url,
    root: '/',
    readOnly,
    connectTimeout: 10,
    statementTimeout: 60,
    lockTimeout: 10,
  });
const shared = { onConflict: 'abort', actor: 'crash-child', clock: () => new Date(), lockTimeout: 10 } as const;

if (task.work === 'apply') {
  const scenarios = [parseScenario(task.scenario, 'scenarios/one.yaml', catalog)];
  const about = { project, catalog, scenarios, origin };
  const plan = await makePlan({
    ...about,
    faultline: '0.0.0',
    targets: [target],
    isComplete: true,
    now: new Date(),
    prune: false,
    open: () => open(true),
  });
  await applyPlan({ ...about, ...shared, plan, observe: () => {}, open: () => open(false) });
} else {
  const connection = await open(false);
  await rollback(connection, {
    ...shared,
    schema: connection.server.ledgerSchema,
    what: task.scenario,
    project: 'acme-dq',
    emit: () => {},
  });
  await connection.close();
}
