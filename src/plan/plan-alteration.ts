import { createHash } from 'node:crypto';
import type { Alteration } from '../model/alteration.ts';
import type { AlterAnomaly } from '../model/anomaly.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Connection } from '../model/engine.ts';
import type { PlannedStep, RowChange } from '../model/plan.ts';
import { judgeSchema } from '../monitor/schema.ts';
import { alteredColumn } from '../snapshot/alteration.ts';
import { snapshotColumns } from '../snapshot/columns.ts';
import { alterationWarnings } from './alteration-warnings.ts';
import { foreseeDeclaration } from './foresee-declaration.ts';
import type { StepPlan, StepRequest } from './plan-step.ts';
import { refuseAlteration } from './refuse-alteration.ts';
import { schemaDigest } from './schema-digest.ts';

/** The dry run of a step that alters its table: what the change would be, and what has to be known of it before it is made. */
export async function planAlteration(connection: Connection, request: StepRequest): Promise<StepPlan> {
  const { binding, scenario, index, outlook } = request;
  const { anomaly, table, subject, step, key } = binding.bound;
  if (anomaly.effect !== 'alter') throw new TypeError(`${anomaly.id} does not alter`);
  const declaration = await foreseeDeclaration(
    connection,
    outlook,
    table,
    anomaly.reads,
    scenario.placeOf(['steps', index]),
  );
  const tables = await tablesBeside(connection, anomaly, table.name.schema);
  const { dialect } = connection;
  const context = { dialect, table, step, with: step.with, column: subject, declaration, tables };
  const alteration =
    step.placebo === true && anomaly.nearMiss ? anomaly.nearMiss(context) : anomaly.alteration(context);
  await refuseAlteration(connection, request, alteration, declaration);
  const planned: PlannedStep = {
    id: step.id,
    anomaly: anomaly.id,
    placebo: step.placebo,
    effect: 'alter',
    table: table.name,
    column: subject?.name,
    frozen: {
      key: { columns: key.map((each) => each.name), origin: binding.keyOrigin },
      statistics: {},
      eligible: 0,
      rows: 0,
    },
    tableRows: table.estimatedRows ?? 0,
    which: [],
    alteration,
    columnType: subject?.type,
    metric: anomaly.metric,
    predictions: judgeSchema(alteration.change),
    samples: samplesOf(alteration),
    digest: createHash('sha256').update(canonicalJson(alteration)).digest('hex'),
    schemaDigest: schemaDigest(table),
    warnings: await alterationWarnings(connection, request, alteration, declaration),
  };
  const rows = dialect.table(table.name);
  const snapshot = { effect: 'alter' as const, columns: snapshotColumns(binding.bound, alteration), rows };
  const about = { scenario: scenario.name, id: step.id, table: table.name, column: alteredColumn(alteration) };
  return { planned, earlier: { ...about, alteration, snapshot, query: () => rows } };
}

/** Names that a table is not to get, where it gets another one. */
async function tablesBeside(
  connection: Connection,
  { takesTable }: AlterAnomaly,
  schema: string,
): Promise<readonly string[]> {
  if (takesTable !== true) return [];
  return (await connection.listTables()).filter(({ name }) => name.schema === schema).map(({ name }) => name.name);
}

/** Of a name; what else changes is no row, and told in words. */
function samplesOf(alteration: Alteration): readonly RowChange[] {
  if (alteration.change !== 'rename column') return [];
  const { from, to } = alteration;
  return [{ symbol: '!', key: [], cells: [{ column: from, before: from, after: to }] }];
}
