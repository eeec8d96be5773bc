import { snapshotDigest } from '../../snapshot/digest.ts';
import { compareStep } from '../../snapshot/standing.ts';
import type { RunStep } from '../../model/run.ts';
import { formatTable } from '../../model/table.ts';
import { formatRows } from '../../output/format-number.ts';
import { sql } from '../../sql/sql.ts';
import { injectStep } from '../inject.ts';
import type { PreparedRun } from '../prepare-run.ts';
import type { ScriptRecorder } from './script-recorder.ts';

/**
 * Makes the steps of a run inside the open transaction of a script. The script ends where a step takes other rows or
 * values than planned, or where others change one of them meanwhile.
 * @param done steps that the script has made before @param others steps of the other runs that are active
 * @returns the steps that it has made by then
 */
export async function scriptInject(
  recorder: ScriptRecorder,
  { run, injection, compiled }: PreparedRun,
  done: readonly RunStep[],
  others: readonly RunStep[],
): Promise<readonly RunStep[]> {
  const { dialect } = recorder;
  const made = [...done];
  for (const [index, step] of run.steps.entries()) {
    const planned = injection.steps[index]!;
    const subject = planned.column === undefined ? '' : `.${planned.column}`;
    const where = `step "${step.id}" on ${formatTable(step.table)}`;
    const amount = step.alteration ? 'the table is altered' : `${formatRows(step.rows)}, digest ${planned.digest}`;
    recorder.comment(
      `Scenario "${run.scenario}", step "${step.id}": ${step.anomaly} on ${formatTable(step.table)}${subject}, ${amount}`,
    );
    const holdSnapshot = () => {
      if (step.snapshot === undefined || step.alteration !== undefined) return;
      const rows = dialect.table(step.snapshot);
      recorder.check(
        sql`(select count(*) from ${rows}) = ${dialect.integer(step.rows)}
    and (select ${snapshotDigest(dialect, compiled[index]!)} from ${rows} fl_s) = ${planned.digest}`,
        `${where} is no longer what was planned: other rows or values would be touched. Plan again`,
      );
    };
    await recorder.supposing({ changed: step.rows, row: { found: step.rows, digest: planned.digest } }, () =>
      injectStep(recorder, step, compiled[index]!, planned, made, others, holdSnapshot),
    );
    if (step.snapshot && step.alteration === undefined) {
      const { from, isIntact } = compareStep(dialect, step, [], compiled[index]!.table);
      recorder.check(
        sql`(select count(*) from ${from} where ${isIntact}) = ${dialect.integer(step.rows)}`,
        `others changed rows of ${where} in the meantime. Clear away what is prepared with faultline recover, and run the script again`,
      );
    }
    made.push(step);
  }
  return made;
}
