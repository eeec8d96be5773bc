import { settledJson, settledText, settleTargets } from '../../cli/commands/recover.ts';
import type { Session } from '../../cli/session.ts';
import { failureList } from '../../output/failure-list.ts';
import { count } from '../../output/format-number.ts';
import { code, markdownTable } from '../../output/markdown.ts';
import { type ActionReport, reportOf, type TellOutputs } from '../action-report.ts';
import type { Inputs } from '../inputs.ts';

/** Settles runs that a step left open which the runner killed. */
export async function recover(
  session: Session,
  { target, lockTimeout, concurrency }: Inputs,
  tell: TellOutputs,
): Promise<ActionReport> {
  tell({ 'has-changes': 'false' });
  const { results, failures } = await settleTargets(session, { target, lockTimeout, concurrency });
  const runs = results.flatMap((each) => each.runs);
  tell({ 'has-changes': String(runs.length > 0), 'run-ids': JSON.stringify(runs.map(({ id }) => id)) });
  const rows = results.flatMap((each) =>
    each.runs.map(({ id, scenario, state }) => [
      code(scenario),
      code(each.target),
      state === 'altering' ? 'its alterations are taken back' : 'had changed nothing yet and is forgotten',
      code(id),
    ]),
  );
  const failed = failures.length === 0 ? '' : `, ${count(failures.length, 'target')} failed`;
  const verdict = rows.length === 0 ? 'nothing was left open' : `${count(rows.length, 'run')} settled`;
  const table = rows.length === 0 ? [] : markdownTable(['scenario', 'target', 'what was done', 'run'], rows);
  const { heading, sections } = reportOf(`${verdict}${failed}`, table);
  return {
    markdown: { heading, sections: [...failureList(failures), ...sections] },
    text: settledText(results),
    json: settledJson(results, failures),
    failures,
  };
}
