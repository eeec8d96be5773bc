import { undoneInWords } from '../../cli/applied-report.ts';
import { takeBack, undoneText } from '../../cli/commands/rollback.ts';
import { documentText } from '../../cli/choose-format.ts';
import type { Session } from '../../cli/session.ts';
import { failureList } from '../../output/failure-list.ts';
import { count, formatRows } from '../../output/format-number.ts';
import { code, escapeMarkdown, markdownTable } from '../../output/markdown.ts';
import { type ActionReport, reportOf, type TellOutputs } from '../action-report.ts';
import type { Inputs } from '../inputs.ts';

/** Takes one run, the runs of one scenario, or everything back. */
export async function rollback(session: Session, inputs: Inputs, tell: TellOutputs): Promise<ActionReport> {
  const { run, all, target, onConflict, lockTimeout, concurrency } = inputs;
  const options = { all, target, onConflict, lockTimeout, concurrency };
  tell({ 'has-changes': 'false' });
  const { undone: targets, failures } = await takeBack(session, all ? undefined : run, options);
  const undone = targets.flatMap(({ runs }) => runs);
  const back = undone.reduce((rows, each) => rows + each.restored, 0);
  tell({
    'has-changes': String(undone.length > 0),
    'run-ids': JSON.stringify(undone.map((each) => each.run)),
    'rows-affected': String(back),
    conflicts: String(undone.reduce((rows, each) => rows + each.skipped, 0)),
  });
  const rows = targets.flatMap(({ target: name, runs }) =>
    runs.map((each) => [code(each.scenario), code(name), escapeMarkdown(undoneInWords(each)), code(each.run)]),
  );
  const failed = failures.length === 0 ? '' : `, ${count(failures.length, 'target')} failed`;
  const verdict =
    rows.length === 0 ? 'nothing taken back' : `${count(rows.length, 'run')} taken back, ${formatRows(back)} put back`;
  const table = rows.length === 0 ? [] : markdownTable(['scenario', 'target', 'rows', 'run'], rows);
  const { heading, sections } = reportOf(`${verdict}${failed}`, table);
  return {
    markdown: { heading, sections: [...failureList(failures), ...sections] },
    text: undoneText(targets),
    json: documentText({ formatVersion: 1, targets, ...(failures.length > 0 && { failures }) }),
    failures,
  };
}
