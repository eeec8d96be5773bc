import type { Written } from '../../dataset-yaml.ts';
import { count } from '../../../output/format-number.ts';
import { writtenShare, writtenShares } from '../../written-shares.ts';
import type { ColumnFigures, LabelCount } from '../measure/figures.ts';
import type { ProposedType } from './proposal.ts';

/** Columns of few different values that come again and again: each with its share. */
export function proposeCategory(column: ColumnFigures): ProposedType | undefined {
  const { labels, profile } = column;
  const { kind } = profile.column;
  if (kind === 'boolean') return { type: 'boolean', with: { share: shareOfTrue(column) } };
  if (labels === undefined || labels.length === 0) return undefined;
  const isTold = labels.every(({ label }) => label !== undefined);
  // A number is no label that could be called otherwise.
  if (kind === 'integer' && !isTold) return undefined;
  const names = isTold ? labels.map(({ label }) => label!) : inventedLabels(labels, column);
  const shares = writtenShares(labels.map(({ rows }) => rows));
  // A mapping has texts for keys: what looks like a number would be taken for one.
  const as = kind === 'integer' ? {} : names.some(isPlainText) ? {} : { as: 'text' };
  const values: Written = Object.fromEntries(names.map((name, index) => [name, shares[index]!]));
  return {
    type: 'enum',
    with: { values, ...as },
    comments: isTold ? [] : [`${count(labels.length, 'label')}, as often as in the source; the names are invented.`],
  };
}

function shareOfTrue({ labels = [], filled }: ColumnFigures): string | undefined {
  const trues = labels.find(({ label }) => label === 'true')?.rows ?? 0;
  return filled === 0 ? undefined : trues === 0 ? '0%' : writtenShare(trues / filled);
}

/** `category_1`, or as much of it as the column's longest value leaves room for. */
function inventedLabels(labels: readonly LabelCount[], { text }: ColumnFigures): readonly string[] {
  const longest = text?.longest ?? 20;
  const digits = String(labels.length).length;
  const prefix = 'category_'.length + digits <= longest ? 'category_' : 'c'.slice(0, Math.max(0, longest - digits));
  if (longest < digits) return labels.map((_, index) => String.fromCodePoint(0x41 + index));
  return labels.map((_, index) => `${prefix}${index + 1}`);
}

function isPlainText(label: string): boolean {
  return !/^\s*$/u.test(label) && Number.isNaN(Number(label)) && !/^(true|false)$/iu.test(label);
}
