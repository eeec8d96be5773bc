import { catalog } from '../src/anomaly/registry.ts';
import type { Connection } from '../src/model/engine.ts';
import type { Plan } from '../src/model/plan.ts';
import type { Origin, Target } from '../src/model/project.ts';
import { makePlan } from '../src/plan/make-plan.ts';
import { applyPlan } from '../src/run/apply-plan.ts';
import { rollback } from '../src/run/rollback.ts';
import { parseScenario } from '../src/scenario/parse-scenario.ts';
import { deleteRun, readRuns } from '../src/ledger/runs.ts';
import { steps, type AnomalyName } from './orders.ts';

const project = 'acme-dq';
const schema = 'faultline';
const origin: Origin = { repository: 'example.com/acme/dq', ref: 'main', commit: 'c0ffee', directory: '.' };
const shop: Target = {
  name: 'shop',
  url: '',
  environment: 'test',
  protect: [],
  limits: {},
  bind: {},
  ledgerSchema: schema,
  statementTimeout: 3600,
};

/** The functions behind `faultline plan`, `apply` and `rollback`, for a scenario of one step. */
export interface ByFaultline {
  plan(connection: Connection): Promise<Plan>;
  apply(connection: Connection, plan: Plan): Promise<void>;
  rollback(connection: Connection): Promise<void>;
  /** Forgets the runs, so that the same plan can be applied again. */
  tidyUp(connection: Connection): Promise<void>;
}

/** Connections stay open: what is measured is the work in them. */
export function byFaultline(anomaly: AnomalyName): ByFaultline {
  const text = `apiVersion: faultline/v1\nkind: Scenario\nname: ${anomaly}\ntarget: shop\nsteps:\n  ${steps[anomaly]}\n`;
  const scenarios = [parseScenario(text, `scenarios/${anomaly}.yaml`, catalog)];
  const keepSnapshots = { amount: 7, unit: 'day' } as const;
  const shared = { onConflict: 'abort', actor: 'bench', clock: () => new Date(), lockTimeout: 60 } as const;
  return {
    plan: (connection) =>
      makePlan({
        faultline: '0.0.0',
        project: { name: project, root: '/', targets: [shop], scenarios: [], keepSnapshots },
        targets: [shop],
        catalog,
        scenarios,
        isComplete: true,
        origin,
        now: new Date(),
        prune: false,
        open: async () => keptOpen(connection),
      }),
    async apply(connection, plan) {
      await applyPlan({
        ...shared,
        plan,
        project: { name: project, keepSnapshots, targets: [shop] },
        catalog,
        scenarios,
        observe: () => {},
        open: async () => keptOpen(connection),
      });
    },
    async rollback(connection) {
      await rollback(connection, { ...shared, schema, what: anomaly, project, emit: () => {} });
    },
    async tidyUp(connection) {
      for (const run of await readRuns(connection, schema)) {
        for (const { snapshot } of run.steps)
          if (snapshot) await connection.execute(connection.dialect.dropTable(snapshot));
        await deleteRun(connection, schema, run.id);
      }
    },
  };
}

/** How many rows the only step of the plan changes. */
export function plannedRows(plan: Plan): number {
  const [action] = plan.targets[0]!.actions;
  if (action?.action !== 'inject') throw new Error('the plan injects nothing');
  return action.steps[0]!.frozen.rows;
}

function keptOpen(connection: Connection): Connection {
  return new Proxy(connection, {
    get(inner, property) {
      if (property === 'close') return async () => {};
      const member: unknown = Reflect.get(inner, property, inner);
      return typeof member === 'function' ? member.bind(inner) : member;
    },
  });
}
