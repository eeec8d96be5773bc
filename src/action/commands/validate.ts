import { checkFiles } from '../../cli/commands/validate.ts';
import { documentText } from '../../cli/choose-format.ts';
import type { Session } from '../../cli/session.ts';
import { count } from '../../output/format-number.ts';
import { alert, code, escapeMarkdown, markdownTable } from '../../output/markdown.ts';
import { type ActionReport, reportOf } from '../action-report.ts';
import type { Inputs } from '../inputs.ts';

/** Checks files against schema and catalog; needs no database and no secret. */
export async function validate(session: Session, { scenarios: paths }: Inputs): Promise<ActionReport> {
  const { scenarios, warnings } = await checkFiles(session, paths);
  const steps = scenarios.reduce((sum, scenario) => sum + scenario.steps.length, 0);
  const rows = scenarios.map(({ name, path, steps: own }) => [code(name), code(path), String(own.length)]);
  const amount = `${count(scenarios.length, 'valid scenario')}, ${count(steps, 'step')}`;
  return {
    markdown: reportOf(amount, [
      ...markdownTable(['scenario', 'file', 'steps'], rows),
      ...alert('WARNING', warnings.map(escapeMarkdown)),
    ]),
    text: `${amount}.\n${warnings.map((warning) => `WARNING ${warning}\n`).join('')}`,
    json: documentText({
      formatVersion: 1,
      valid: true,
      scenarios: scenarios.map(({ name, path, fingerprint }) => ({ name, path, fingerprint })),
      ...(warnings.length > 0 && { warnings }),
    }),
  };
}
