import type { Written, WrittenColumn } from '../../dataset-yaml.ts';
import { valueTypes } from '../../registry.ts';
import { spaceOfType } from '../../space-of-type.ts';
import { writtenShare } from '../../written-shares.ts';
import type { ColumnFigures } from '../measure/figures.ts';
import { proposeCategory } from './propose-category.ts';
import { proposeKey } from './propose-key.ts';
import { proposeNumber } from './propose-number.ts';
import { proposeText } from './propose-text.ts';
import { proposeTime } from './propose-time.ts';
import type { ProposalContext, ProposedType } from './proposal.ts';

/** Fewer rows for each different value are none that all of them come to. */
const rowsPerValue = 5;

/** A column with values of its own. */
export function proposeColumn(column: ColumnFigures, context: ProposalContext): WrittenColumn {
  const proposed = typeOf(column, context);
  const value = flat({
    ...proposed.with,
    ...differentValues(column, proposed, context),
    ...(valueTypes.get(proposed.type)!.isOrdered &&
      column.order !== undefined &&
      proposed.type !== 'enum' &&
      inOrder(column)),
    nulls: nullsOf(column, context),
  });
  return {
    name: column.profile.column.name,
    value: Object.keys(value).length === 0 ? proposed.type : { type: proposed.type, ...value },
    comments: proposed.comments,
  };
}

function typeOf(column: ColumnFigures, context: ProposalContext): ProposedType {
  if (column.filled === 0)
    return { type: 'string', with: { length: 1 }, comments: ['There is no value in the source.'] };
  return (
    proposeKey(column, context) ??
    proposeCategory(column, context) ??
    proposeTime(column, context) ??
    proposeNumber(column, context) ??
    proposeText(column, context) ??
    otherKinds[column.profile.column.kind] ?? {
      type: 'string',
      with: {},
      comments: [`Values of ${column.profile.column.type} are not looked into: these are random texts.`],
    }
  );
}

/** Kinds of which nothing is known but what they are. */
const otherKinds: Readonly<Record<string, ProposedType>> = {
  time: { type: 'time', with: {} },
  binary: { type: 'binary', with: {} },
};

/** As many as there are in the source, where the type lets them be laid down. */
function differentValues(
  { profile, filled }: ColumnFigures,
  proposed: ProposedType,
  { rows, figures }: ProposalContext,
): Readonly<Record<string, Written | undefined>> {
  const { distinct, column } = profile;
  const own = Object.fromEntries(Object.entries(proposed.with).filter(([, value]) => value !== undefined));
  const space = (wanted: number) => spaceOfType({ type: proposed.type, with: own }, wanted);
  if (isUnique({ profile, filled }, proposed, figures)) {
    if (space(rows) >= BigInt(rows)) return { unique: true };
    return {};
  }
  // Sentences hardly ever repeat, and it would cost a look-up a word to have so many of them exactly.
  if (distinct === null || distinct === 0 || ['enum', 'boolean', 'float', 'lorem'].includes(proposed.type)) return {};
  if (distinct * rowsPerValue > filled && profile.nulls > 0) return {};
  if (['date', 'timestamp', 'timestamptz'].includes(column.kind)) return {};
  return distinct < filled && space(distinct) >= BigInt(distinct) ? { distinct } : {};
}

/** Declared, or so in the data, of values that stand for something. */
function isUnique(
  { profile, filled }: Pick<ColumnFigures, 'profile' | 'filled'>,
  { type, isUnique: isProposed }: ProposedType,
  { table, key }: ProposalContext['figures'],
): boolean {
  const { column, distinct } = profile;
  if (isProposed === true || (key.length === 1 && key[0] === column.name)) return true;
  if (table.keys.some(({ columns }) => columns.length === 1 && columns[0] === column.name)) return true;
  const isName = ['email', 'uuid', 'pattern', 'string', 'url', 'iban'].includes(type) || column.kind === 'uuid';
  return isName && filled > 20 && distinct === filled;
}

function inOrder({ order }: ColumnFigures): Readonly<Record<string, Written>> {
  return { ordered: order === 'descending' ? 'descending' : true };
}

function nullsOf({ profile }: ColumnFigures, { figures }: ProposalContext): string | undefined {
  const { rows } = figures.profile;
  if (profile.nulls === 0 || rows === 0) return undefined;
  return profile.nulls === rows ? '100%' : writtenShare(profile.nulls / rows);
}

function flat(values: Readonly<Record<string, Written | undefined>>): Readonly<Record<string, Written>> {
  return Object.fromEntries(Object.entries(values).filter((pair): pair is [string, Written] => pair[1] !== undefined));
}
