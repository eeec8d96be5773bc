import type { TargetFailure } from '../model/failure.ts';
import type { MarkdownReport } from '../output/markdown-report.ts';
import type { OutputName } from './output-definitions.ts';

/** What a step tells: the summary and the comment are Markdown, the log is text, the file is what was asked for. */
export interface ActionReport {
  readonly markdown: MarkdownReport;
  readonly text: string;
  /** One JSON document. */
  readonly json: string;
  /** Targets that failed while others did not; default: none. The step fails with them. */
  readonly failures?: readonly TargetFailure[] | undefined;
}

/** Outputs as far as they are known, also of a command that fails later; what is told later of the same output counts. */
export type TellOutputs = (outputs: Readonly<Partial<Record<OutputName, string>>>) => void;

/** Markdown that somebody else has made, as a report: all of it stays or goes. */
export function reportOf(heading: string, lines: readonly string[] = []): MarkdownReport {
  const note = '*Too long to be shown here: the file that the output `report` names has all of it.*';
  const sections = lines.length === 0 ? [] : [{ lines, shorter: [{ cut: 'list', lines: [note] } as const] }];
  return { heading: [`## Faultline: ${heading}`], sections };
}
