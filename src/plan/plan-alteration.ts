import { createHash } from 'node:crypto';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Connection } from '../model/engine.ts';
import type { PlannedStep } from '../model/plan.ts';
import { formatTable } from '../model/table.ts';
import { judgeSchema } from '../monitor/schema.ts';
import { snapshotColumns } from '../snapshot/columns.ts';
import type { StepPlan, StepRequest } from './plan-step.ts';
import { schemaDigest } from './schema-digest.ts';
import { lackingPrivileges } from './warnings.ts';

/** The dry run of a step that alters its table: what the change would be, and what has to be known of it before it is made. */
export async function planAlteration(
  connection: Connection,
  { binding, environment, scenario }: StepRequest,
): Promise<StepPlan> {
  const { anomaly, table, subject, step } = binding.bound;
  if (anomaly.effect !== 'alter') throw new TypeError(`${anomaly.id} does not alter`);
  const alteration = anomaly.alteration({
    dialect: connection.dialect,
    table,
    step,
    with: step.with,
    column: subject!,
  });
  const lacking = await lackingPrivileges(connection, binding.bound);
  const planned: PlannedStep = {
    id: step.id,
    anomaly: anomaly.id,
    effect: 'alter',
    table: table.name,
    column: subject!.name,
    frozen: { key: { columns: [], origin: 'given' }, statistics: {}, eligible: 0, rows: 0 },
    tableRows: table.estimatedRows ?? 0,
    which: [],
    alteration,
    columnType: subject!.type,
    metric: anomaly.metric,
    predictions: [judgeSchema()],
    samples: [
      { symbol: '!', key: [], cells: [{ column: alteration.from, before: alteration.from, after: alteration.to }] },
    ],
    digest: createHash('sha256').update(canonicalJson(alteration)).digest('hex'),
    schemaDigest: schemaDigest(table),
    warnings: [
      ...(environment === 'production' ? ['this is production'] : []),
      `every reader of ${formatTable(table.name)}.${alteration.from} fails until the rollback`,
      ...(lacking.length > 0
        ? [`the user lacks the right to alter ${formatTable(table.name)}: apply will be refused`]
        : []),
    ],
  };
  const rows = connection.dialect.table(table.name);
  const snapshot = { effect: 'alter' as const, columns: snapshotColumns(binding.bound), rows };
  const about = { scenario: scenario.name, id: step.id, table: table.name, column: alteration.from };
  return { planned, earlier: { ...about, snapshot, query: () => rows } };
}
