import { createHash } from 'node:crypto';
import { formatAmplitude } from '../model/amplitude.ts';
import { canonicalJson } from '../model/canonical-json.ts';
import type { Connection } from '../model/engine.ts';
import { FaultlineError } from '../model/errors.ts';
import type { DamagePreview } from '../model/file-operations.ts';
import { globPattern } from '../model/glob.ts';
import type { PlannedStep, RowChange } from '../model/plan.ts';
import { formatTable, isSameTable } from '../model/table.ts';
import { coefficients, drawOf, kappaOf } from '../snapshot/draw.ts';
import { snapshotColumns } from '../snapshot/columns.ts';
import { exactRows, formatVolume } from '../snapshot/volume.ts';
import type { StepPlan, StepRequest } from './plan-step.ts';
import { schemaDigest } from './schema-digest.ts';
import { lackingPrivileges } from './warnings.ts';

/** The dry run of a step that breaks files: which ones, and what each is before and after. */
export async function planFiles(connection: Connection, request: StepRequest): Promise<StepPlan> {
  const { binding, scenario, index, environment } = request;
  const { anomaly, table, step } = binding.bound;
  if (anomaly.effect !== 'file') throw new TypeError(`${anomaly.id} breaks no files`);
  refuseSecond(request);
  const damage = anomaly.damage({ with: step.with, amplitude: step.amplitude?.value });
  const eligible = await eligibleFiles(connection, request);
  const chosen = chosenFiles(request, eligible);
  const previews: DamagePreview[] = [];
  for (const path of chosen) {
    const preview = await connection.files!.previewDamage(table.name, path, damage).catch((error: unknown) => {
      if (!(error instanceof FaultlineError)) throw error;
      throw new FaultlineError(error.code, error.message, {
        place: scenario.placeOf(['steps', index, 'anomaly']),
        hint: error.hint,
      });
    });
    if (preview.file.digestBefore !== preview.file.digestAfter) previews.push(preview);
  }
  const alteration = { change: 'break files' as const, damage, files: previews.map(({ file }) => file) };
  const lacking = await lackingPrivileges(connection, binding.bound);
  const planned: PlannedStep = {
    id: step.id,
    anomaly: anomaly.id,
    placebo: step.placebo,
    effect: 'file',
    table: table.name,
    frozen: { key: { columns: [], origin: 'given' }, statistics: {}, eligible: eligible.length, rows: 0 },
    tableRows: table.estimatedRows ?? 0,
    which: typeof step.with['files'] === 'string' ? [`files ${step.with['files']}`] : [],
    volume: formatVolume(step.volume),
    amplitude: step.amplitude && formatAmplitude(step.amplitude),
    alteration,
    metric: anomaly.metric,
    samples: previews.map(sampleOf),
    digest: createHash('sha256').update(canonicalJson(alteration)).digest('hex'),
    schemaDigest: schemaDigest(table),
    warnings: [
      ...(environment === 'production' ? ['this is production'] : []),
      ...(previews.length === 0 ? ['no file would be another one than it is'] : []),
      `readers of ${formatTable(table.name)} meet what is broken until the rollback`,
      ...(lacking.length > 0 ? ['the user may not write the folder: apply will be refused'] : []),
    ],
  };
  const rows = connection.dialect.table(table.name);
  const snapshot = { effect: 'file' as const, columns: snapshotColumns(binding.bound), rows };
  const about = { scenario: scenario.name, id: step.id, table: table.name, column: undefined };
  return { planned, earlier: { ...about, alteration, snapshot, query: () => rows } };
}

async function eligibleFiles(
  connection: Connection,
  { binding, scenario, index }: StepRequest,
): Promise<readonly string[]> {
  const { table, step } = binding.bound;
  const wanted = step.with['files'];
  const paths = await connection.files!.filesOf(table.name);
  const eligible = typeof wanted === 'string' ? paths.filter((path) => globPattern(wanted).test(path)) : paths;
  if (eligible.length > 0) return eligible;
  throw new FaultlineError('UNSUITABLE_TABLE', `no file of ${formatTable(table.name)} is called ${String(wanted)}`, {
    place: scenario.placeOf(['steps', index, 'with', 'files']),
    hint: `Its files are ${paths.slice(0, 3).join(', ')}${paths.length > 3 ? ', …' : ''}.`,
  });
}

/** Drawn by their paths, so that the same seed breaks the same files. */
function chosenFiles({ binding: { bound } }: StepRequest, paths: readonly string[]): readonly string[] {
  const draws = coefficients(bound.seed, bound.step.id, 'select');
  const drawn = paths.map((path) => ({ path, draw: drawOf(kappaOf(path), draws) }));
  const first = drawn.toSorted((left, right) => (left.draw < right.draw ? -1 : Number(left.draw > right.draw)));
  const count = exactRows(bound.step.volume, paths.length);
  return first
    .slice(0, count)
    .map(({ path }) => path)
    .toSorted();
}

/** Bytes that another step of the same apply has changed are not there to be previewed. */
function refuseSecond({ binding, scenario, index, outlook }: StepRequest): void {
  const { table, step } = binding.bound;
  const first = outlook.earlier.find((each) => each.scenario === scenario.name && isSameTable(each.table, table.name));
  if (first === undefined) return;
  throw new FaultlineError(
    'UNSUPPORTED',
    `steps "${first.id}" and "${step.id}" both change ${formatTable(table.name)}, whose files "${step.id}" breaks as files`,
    {
      place: scenario.placeOf(['steps', index]),
      hint: 'Write two scenarios, one for each table, or leave one step out.',
    },
  );
}

function sampleOf({ file, firstLine }: DamagePreview): RowChange {
  return {
    symbol: '!',
    key: [file.path],
    cells: [{ column: 'first line', before: firstLine.before, after: firstLine.after }],
  };
}
