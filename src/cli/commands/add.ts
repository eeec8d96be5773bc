import { join, relative } from 'node:path';
import { catalog } from '../../anomaly/registry.ts';
import type { Anomaly } from '../../model/anomaly.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Project } from '../../model/project.ts';
import { othersFor } from '../../plan/offer/others-for.ts';
import { checkNewStep } from '../../plan/check-new-step.ts';
import { readSubject, type Subject } from '../../plan/read-subject.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { writeStep } from '../new-step.ts';
import { oneTarget } from '../one-target.ts';
import { requireFormat } from '../require-format.ts';
import type { Session } from '../session.ts';
import { placeStep, targetOfScenario } from '../step-place.ts';
import { openConnection, openProject } from '../workspace.ts';
import { replaceFile, writeNewFile } from '../write-file.ts';

export interface AddOptions {
  /** A scenario file or a scenario's name; absent = a new file. */
  readonly scenario?: string | undefined;
  readonly name?: string | undefined;
  readonly step?: string | undefined;
  readonly volume?: string | undefined;
  /** Where the subject names none; absent = that of the scenario, or the only one. */
  readonly target?: string | undefined;
  /** Show, and write nothing. */
  readonly print?: boolean | undefined;
  /** Do not look into the target. */
  readonly offline?: boolean | undefined;
}

/** Writes a step into a scenario file, a new one or one that is there, with the anomaly's defaults spelled out. */
export async function add(session: Session, id: string, written: string, options: AddOptions): Promise<number> {
  requireFormat(session.options.format, ['text', 'json']);
  const project = await openProject(session);
  const anomaly = anomalyOf(id);
  const subject = await subjectOf(project, anomaly, written, options);
  const { scenario: wanted, name, step, volume } = options;
  const words = [subject.title, subject.column ?? '', anomaly.id];
  const place = await placeStep(project, { scenario: wanted, name, words });
  const connection =
    options.offline === true ? undefined : await openConnection(session, project, subject.target, { readOnly: true });
  const others = connection === undefined ? {} : await othersFor(connection, anomaly, subject);
  const { text, lines, scenario } = await writeStep(project, { anomaly, subject, place, step, volume, others });
  if (connection !== undefined) await checkNewStep(connection, catalog, subject.target, scenario);
  const file = join(project.root, place.path);
  if (options.print !== true) await (place.isNew ? writeNewFile : replaceFile)(file, text);
  const shownPath = relative(process.cwd(), file) || place.path;
  const next = `faultline plan ${/\s/u.test(shownPath) ? JSON.stringify(shownPath) : shownPath}`;
  session.write(
    inFormat(session.options.format, {
      text: () => (options.print === true ? text : reportText(place.isNew, shownPath, lines, next)),
      json: () =>
        documentText({
          formatVersion: 1,
          path: place.path,
          isNew: place.isNew,
          isWritten: options.print !== true,
          scenario: scenario.name,
          step: scenario.steps.at(-1)!.id,
          text,
          next,
        }),
    }),
  );
  return 0;
}

/** @throws INVALID_ARGUMENT also where `--target` is another one than the subject's */
async function subjectOf(
  project: Project,
  anomaly: Anomaly,
  written: string,
  { target, scenario }: AddOptions,
): Promise<Subject> {
  const named = target === undefined ? undefined : oneTarget(project, target);
  const supposed = named ?? (scenario === undefined ? undefined : await targetOfScenario(project, scenario));
  const subject = readSubject(project, anomaly, written, supposed);
  if (named === undefined || named === subject.target) return subject;
  throw new FaultlineError('INVALID_ARGUMENT', `"${written}" is in ${subject.target.name}, not in ${named.name}`, {
    hint: 'Leave --target out, or the target of the subject.',
  });
}

function anomalyOf(id: string): Anomaly {
  const anomaly = catalog.get(id);
  if (anomaly !== undefined) return anomaly;
  throw new FaultlineError('UNKNOWN_ANOMALY', `the catalog has no anomaly "${id}"`, {
    hint: didYouMean(id, catalog.keys(), 'anomalies'),
  });
}

function reportText(isNew: boolean, path: string, lines: readonly string[], next: string): string {
  const step = lines.map((line) => `  ${line}\n`).join('');
  return `${isNew ? 'Wrote' : 'Added to'} ${path}:\n\n${step}\nNext: ${next}\n`;
}
