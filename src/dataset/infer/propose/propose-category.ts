import type { Written } from '../../dataset-yaml.ts';
import { count } from '../../../output/format-number.ts';
import { writtenShare, writtenShares } from '../../written-shares.ts';
import type { ColumnFigures, LabelCount } from '../measure/figures.ts';
import { conceptOf } from './propose-text.ts';
import type { ProposalContext, ProposedType } from './proposal.ts';

/** Columns of few different values that come again and again: each with its share. */
export function proposeCategory(column: ColumnFigures, context: ProposalContext): ProposedType | undefined {
  const { labels = [], profile } = column;
  const { kind } = profile.column;
  if (kind === 'boolean') return { type: 'boolean', with: { share: shareOfTrue(column) } };
  if (labels.length === 0) return undefined;
  const isTold = labels.every(({ label }) => label !== undefined);
  // A number is no label that could be called otherwise.
  if (kind === 'integer' && !isTold) return undefined;
  const concept = isTold ? undefined : conceptOf(column, context)?.type;
  // Names of the world say more than invented labels, though the type shares them out evenly.
  if (concept !== undefined && concept !== 'country_code') return undefined;
  const names = isTold
    ? labels.map(({ label }) => label!)
    : concept === undefined
      ? inventedLabels(labels, column)
      : countries.slice(0, labels.length);
  const shares = writtenShares(labels.map(({ rows }) => rows));
  const values: Written = Object.fromEntries(names.map((name, index) => [name, shares[index]!]));
  return {
    type: 'enum',
    // Keys of a mapping are texts: where all look like numbers, they would be taken for some.
    with: { values, as: kind === 'integer' || names.some(isPlainText) ? undefined : 'text' },
    comments: isTold ? [] : [`${count(labels.length, 'label')}, as often as in the source; the names are invented.`],
  };
}

function shareOfTrue({ labels = [], filled }: ColumnFigures): string | undefined {
  const trues = labels.find(({ label }) => label === 'true')?.rows ?? 0;
  if (filled === 0) return undefined;
  return trues === 0 ? '0%' : writtenShare(trues / filled);
}

/** As many as there are labels of a category at the most. */
const countries: readonly string[] =
  `US CN JP DE IN GB FR IT BR CA RU MX KR AU ES ID TR NL SA CH PL TW BE SE AR IE TH NO IL SG AT AE MY DK EG PH ZA FI
  PT CZ NZ RO GR CL HU VN KE PE CO MA`.split(/\s+/u);

/** `category_1`, or as much of it as the column's longest value leaves room for. */
function inventedLabels(labels: readonly LabelCount[], { text }: ColumnFigures): readonly string[] {
  const longest = text?.longest ?? 20;
  const digits = String(labels.length).length;
  if (longest < digits + 1) return labels.map((_, index) => String.fromCodePoint(0x41 + index));
  const prefix = 'category_'.length + digits <= longest ? 'category_' : 'c';
  return labels.map((_, index) => `${prefix}${index + 1}`);
}

function isPlainText(label: string): boolean {
  return !/^\s*$/u.test(label) && Number.isNaN(Number(label)) && !/^(true|false)$/iu.test(label);
}
