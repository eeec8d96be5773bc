import { mkdir } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { writeLabels } from '../../cli/commands/labels.ts';
import { documentText } from '../../cli/choose-format.ts';
import type { Session } from '../../cli/session.ts';
import { count } from '../../output/format-number.ts';
import { code } from '../../output/markdown.ts';
import { type ActionReport, reportOf, type TellOutputs } from '../action-report.ts';
import type { Inputs } from '../inputs.ts';

/** Writes the ground truth of a run to a file. @param folder where it goes if no file is named */
export async function labels(
  session: Session,
  { run: wanted, target, labelsFile, labelsFormat }: Inputs,
  tell: TellOutputs,
  folder: string,
): Promise<ActionReport> {
  const out = labelsFile === '' ? join(folder, `labels.${labelsFormat ?? 'csv'}`) : resolve(labelsFile);
  await mkdir(dirname(out), { recursive: true });
  const { run, labels: amount } = await writeLabels(session, wanted, { as: labelsFormat, out, target });
  tell({ 'labels-file': out, 'run-ids': JSON.stringify([run.id]), 'rows-affected': String(amount) });
  const written = count(amount, 'label');
  return {
    markdown: reportOf(`${written} of ${code(run.scenario)}`, [`Run ${code(run.id)}, written to ${code(out)}.`]),
    text: `Wrote ${written} of ${run.scenario} (run ${run.id}) to ${out}\n`,
    json: documentText({ formatVersion: 1, run: run.id, scenario: run.scenario, labels: amount, path: out }),
  };
}
