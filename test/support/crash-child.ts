import { readFile } from 'node:fs/promises';
import { catalog } from '../../src/anomaly/registry.ts';
import { engineFor } from '../../src/engine/index.ts';
import type { Connection } from '../../src/model/engine.ts';
import type { Plan } from '../../src/model/plan.ts';
import type { Origin, Target } from '../../src/model/project.ts';
import { applyPlan } from '../../src/run/apply-plan.ts';
import { purge } from '../../src/run/purge.ts';
import { rollback } from '../../src/run/rollback.ts';
import { sweepTarget } from '../../src/run/sweep/sweep-target.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

/** What a child process is to do, and where it is to die by its own hand. */
export interface Task {
  readonly url: string;
  readonly target: Target;
  /** The plan to apply, the scenario to roll back, that whose runs are to be swept, or the project whose ledger is to be purged. */
  readonly work:
    | { readonly plan: Plan; readonly scenario: { readonly text: string; readonly path: string } }
    | { readonly rollback: string }
    | { readonly sweep: { readonly text: string; readonly path: string }; readonly origin: Origin }
    | { readonly purge: string };
  /** Number of a boundary, or of a writing statement, from 1; undefined = it lives. */
  readonly death?:
    | { readonly event: number }
    | { readonly statement: number; readonly side: 'before' | 'after' }
    | undefined;
}

/** What a child that lives says at its end. */
export interface Account {
  readonly events: readonly string[];
  readonly statements: number;
}

const task = JSON.parse(await readFile(process.argv[2]!, 'utf8')) as Task;
const events: string[] = [];
let statements = 0;

function onEvent(event: string): void {
  events.push(event);
  if (task.death && 'event' in task.death && task.death.event === events.length) die();
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

/** Counts statements that may write, and dies before or after the chosen one. */
async function counted<Result>(run: () => Promise<Result>): Promise<Result> {
  statements += 1;
  const side =
    task.death && 'statement' in task.death && task.death.statement === statements ? task.death.side : undefined;
  if (side === 'before') die();
  const result = await run();
  if (side === 'after') die();
  return result;
}

function mortal(connection: Connection): Connection {
  return new Proxy(connection, {
    get(inner, property) {
      const member: unknown = Reflect.get(inner, property, inner);
      if (typeof member !== 'function') return member;
      const method = (...values: unknown[]): unknown => Reflect.apply(member, inner, values);
      if (property !== 'execute' && property !== 'begin' && property !== 'commit') return method;
      return (...values: unknown[]) => counted(() => method(...values) as Promise<unknown>);
    },
  });
}

async function open(): Promise<Connection> {
  const { url, target } = task;
  const engine = await engineFor(url);
  return mortal(
    await engine.connect({
      url,
      root: '/',
      readOnly: false,
      connectTimeout: 10,
      statementTimeout: target.statementTimeout,
      lockTimeout: 10,
      ledgerSchema: target.ledgerSchema,
    }),
  );
}

const shared = { onConflict: 'abort', actor: 'crash-child', clock: () => new Date(), lockTimeout: 10 } as const;
const connection = await open();
process.stdout.write('working\n');
if ('rollback' in task.work) {
  await rollback(connection, {
    ...shared,
    schema: connection.server.ledgerSchema,
    what: task.work.rollback,
    project: 'acme-dq',
    emit: ({ event }) => onEvent(event),
    reconnect: open,
  });
  await connection.close();
} else if ('sweep' in task.work) {
  await sweepTarget(connection, {
    ...shared,
    project: 'acme-dq',
    target: task.target,
    targets: [task.target.name],
    catalog,
    scenarios: [parseScenario(task.work.sweep.text, task.work.sweep.path, catalog)],
    origin: task.work.origin,
    isDue: () => true,
    emit: ({ event }) => onEvent(event),
  });
  await connection.close();
} else if ('purge' in task.work) {
  await purge(connection, {
    ...shared,
    schema: connection.server.ledgerSchema,
    project: task.work.purge,
    target: task.target.name,
    allProjects: false,
    faultline: '0.0.0',
    keep: () => Promise.resolve(),
  });
  await connection.close();
} else {
  const { plan, scenario } = task.work;
  await applyPlan({
    ...shared,
    plan,
    project: { name: 'acme-dq', keepSnapshots: { amount: 7, unit: 'day' }, targets: [task.target] },
    catalog,
    scenarios: [parseScenario(scenario.text, scenario.path, catalog)],
    observe: ({ event }) => onEvent(event),
    open: () => Promise.resolve(connection),
  });
}
process.stdout.write(`${JSON.stringify({ events, statements } satisfies Account)}\n`);
