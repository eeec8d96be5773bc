import { errorsJson, problemsOf } from '../cli/report-error.ts';
import { documentText } from '../cli/choose-format.ts';
import type { FaultlineError } from '../model/errors.ts';
import { formatPlace } from '../model/place.ts';
import { count } from '../output/format-number.ts';
import { code, escapeMarkdown, markdownTable } from '../output/markdown.ts';
import { problemsText } from '../output/problems-text.ts';
import { type ActionReport, reportOf } from './action-report.ts';
import type { ActionCommand } from './input-definitions.ts';

/** Problems that a summary lists; the file of the report has all of them. */
const most = 100;

/** Everything that kept a command from its end. @param error without secrets */
export function problemReport(command: ActionCommand | undefined, error: FaultlineError): ActionReport {
  const problems = problemsOf(error);
  const rows = problems
    .slice(0, most)
    .map(({ code: name, message, place, hint }) => [
      code(name),
      place === undefined ? '' : code(formatPlace(place)),
      escapeMarkdown(message),
      escapeMarkdown(hint ?? ''),
    ]);
  const more = problems.length > most ? ['', `And ${count(problems.length - most, 'more problem')}.`] : [];
  return {
    markdown: reportOf(`${command ?? 'the step'} failed with ${count(problems.length, 'problem')}`, [
      ...markdownTable(['code', 'where', 'problem', 'way out'], rows),
      ...more,
    ]),
    text: problemsText(error, { colour: false, width: 120 }),
    json: documentText(errorsJson(error)),
  };
}
