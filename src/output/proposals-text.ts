import type { Choice, Proposal, TargetProposals } from '../model/proposal.ts';
import { count, formatCount } from './format-number.ts';
import { printable } from './printable.ts';
import type { RenderOptions } from './render-options.ts';
import { style as styleOf, type Style } from './style.ts';
import { warningLines } from './warning-lines.ts';
import { pad, width as widthOf } from './width.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** A line of YAML, and why it says so. */
interface Line {
  readonly yaml: string;
  readonly remark: string;
}

/**
 * What `bind` proposes: for each target the lines to paste into faultline.yaml, each with how sure it is, why, and the
 * second best. What is not sure enough to be pasted unread is a comment.
 */
export function proposalsText(
  targets: readonly TargetProposals[],
  warnings: readonly string[],
  { colour, width }: Pick<RenderOptions, 'colour' | 'width'>,
): string {
  const style = styleOf(colour);
  const doubts = warnings.map((warning) => `${warningLines(warning, width, style).join('\n')}\n`);
  return [...targets.map((target) => `${targetText(target, style).join('\n')}\n`), ...doubts].join('\n');
}

function targetText({ target, server, proposals, bound, tables }: TargetProposals, style: Style): readonly string[] {
  const some = tables.read < tables.all ? `, the likeliest ${formatCount(tables.read)} looked at` : '';
  const title = `${style.heading(target)} (${printable(server)}, ${count(tables.all, 'table')}${some})`;
  const lines = proposals.flatMap(proposalLines);
  const known = bound.map((role) => ({ yaml: `  # ${role} is bound already`, remark: '' }));
  const isEmpty = proposals.every(({ certainty }) => certainty === 'unsure');
  const head = { yaml: isEmpty ? '# bind:' : 'bind:', remark: '' };
  const all = [head, ...known, ...lines];
  const column = Math.max(...all.filter(({ remark }) => remark !== '').map(({ yaml }) => widthOf(yaml)), 0);
  return [
    title,
    ...all.map(({ yaml, remark }) =>
      remark === '' ? `    ${yaml}` : `    ${pad(yaml, column)}  ${style.muted(`# ${remark}`)}`,
    ),
  ];
}

function proposalLines(proposal: Proposal): readonly Line[] {
  const { role, table, columns, nearest, certainty } = proposal;
  if (table === undefined) {
    const near =
      nearest === undefined
        ? 'the target has no tables'
        : `${printable(nearest.name)} comes nearest${nearest.lacks.length === 0 ? '' : ` and has nothing for ${nearest.lacks.join(', ')}`}`;
    return [{ yaml: `  # ${role}: nothing proposed`, remark: near }];
  }
  const off = certainty === 'unsure' ? '# ' : '';
  return [
    { yaml: `  ${off}${role}:`, remark: certainty },
    { yaml: `  ${off}  table: ${yamlScalar(table.name)}`, remark: why(table) },
    ...columns.map(({ need, choice }) =>
      choice === undefined
        ? { yaml: `  #   ${need}:`, remark: 'nothing in the table comes into question' }
        : { yaml: `  ${off}  ${need}: ${yamlScalar(choice.name)}`, remark: why(choice) },
    ),
  ];
}

function why({ certainty, reasons, second }: Choice): string {
  const because = reasons.length === 0 ? '' : `: ${reasons.map(printable).join(', ')}`;
  return `${certainty}${because}${second === undefined ? '' : `; next best: ${printable(second)}`}`;
}
