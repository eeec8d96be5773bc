import { membersOf, shown, textOf, type Field } from '../../scenario/field.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import type { SdvgColumn, SdvgRange, SdvgType } from './configuration.ts';
import { readParameters } from './read-parameters.ts';
import { readValues } from './read-values.ts';
import type { Telling } from './warnings.ts';

const types: readonly string[] = ['integer', 'float', 'string', 'datetime', 'uuid'] satisfies SdvgType[];

/** Keys that stand either at the column, or in each of its ranges. */
const keysOfRanges = [
  'type_params',
  'values',
  'null_percentage',
  'distinct_percentage',
  'distinct_count',
  'ordered',
  'range_percentage',
];

const mostRanges = 1000;

/** Reads a column; undefined where it has no type. @param rows of the whole model */
export function readColumn(field: Field, rows: number, telling: Telling): SdvgColumn | undefined {
  const name = textOf(field.at('name'));
  for (const key of ['parquet', 'parquet_params'])
    if (field.at(key).value !== undefined)
      telling.warn(field.at(key), 'encodings of columns are chosen by DuckDB, which writes the Parquet files');
  if (textOf(field.at('foreign_key')) !== '') return readReference(field, name, telling);
  const type = textOf(field.at('type'));
  if (!isType(type)) {
    if (type === '')
      return field.refuse(`the column ${shown(name)} has no type`, `Write one of ${types.join(', ')}.`, 'MISSING_KEY');
    return field.at('type').refuse(`there is no type ${shown(type)}`, didYouMean(type, types, 'types'));
  }
  return { kind: 'values', field, name, type, ranges: readRanges(field, type, rows, telling) };
}

function isType(text: string): text is SdvgType {
  return types.includes(text);
}

function readReference(field: Field, name: string, { warn }: Telling): SdvgColumn | undefined {
  const target = textOf(field.at('foreign_key'));
  const dot = target.indexOf('.');
  if (dot < 1)
    return field.at('foreign_key').refuse(`${shown(target)} is not a column`, 'Write a model and a column: user.id.');
  for (const key of ['type', 'ranges'])
    if (field.at(key).value !== undefined)
      field.at(key).refuse(`a foreign key has no ${key}`, 'Its values are those of the other column: remove it.');
  for (const key of keysOfRanges)
    if (key !== 'ordered' && field.at(key).value !== undefined)
      warn(field.at(key), `${key} of a foreign key says nothing, in sdvg as well`);
  return {
    kind: 'reference',
    field,
    name,
    model: target.slice(0, dot),
    column: target.slice(dot + 1),
    keepsOrder: field.at('foreign_key_order').value === true,
    isOrdered: field.at('ordered').value === true,
  };
}

function readRanges(field: Field, type: SdvgType, rows: number, telling: Telling): readonly SdvgRange[] {
  const ranges = field.at('ranges');
  if (ranges.value === undefined) {
    const share = field.at('range_percentage');
    if (share.value !== undefined && share.value !== 0 && share.value !== 1)
      share.refuse('a range_percentage stands outside of ranges', 'Remove it, or write ranges.');
    return [readRange(field, type, 1, rows, telling)];
  }
  for (const key of keysOfRanges)
    if (field.at(key).value !== undefined)
      field.at(key).refuse(`${key} stands beside ranges`, `Write ${key} within each of the ranges.`);
  const members = membersOf(ranges, mostRanges);
  const shares = sharesOf(members);
  const sum = shares.reduce((left, right) => left + right, 0);
  if (Math.abs(sum - 1) > 1e-9 || shares.some((share) => share < 0))
    ranges.refuse(
      `the ranges are of ${Number((sum * 100).toPrecision(12))}% of the rows`,
      'Let range_percentage sum to 1; ranges without one share the rest.',
    );
  return members.map((each, index) => readRange(each, type, shares[index]!, rows, telling));
}

/** Ranges that name no share have equal parts of what the others leave. */
function sharesOf(ranges: readonly Field[]): readonly number[] {
  const written = ranges.map((each) => {
    const { value } = each.at('range_percentage');
    return typeof value === 'number' && value > 0 ? value : undefined;
  });
  const left = 1 - written.reduce<number>((sum, share) => sum + (share ?? 0), 0);
  const silent = written.filter((share) => share === undefined).length;
  return written.map((share) => share ?? left / silent);
}

function readRange(field: Field, type: SdvgType, share: number, rows: number, telling: Telling): SdvgRange {
  return {
    field,
    share,
    nulls: numberOf(field.at('null_percentage')) ?? 0,
    distinct: readDistinct(field, Math.ceil(rows * share - 1e-9)),
    isOrdered: field.at('ordered').value === true,
    values: readValues(field.at('values'), type),
    parameters: readParameters(field.at('type_params'), type, telling),
  };
}

/** @param rows of the range */
function readDistinct(field: Field, rows: number): number | undefined {
  const share = numberOf(field.at('distinct_percentage')) || undefined;
  const count = numberOf(field.at('distinct_count')) || undefined;
  if ((share ?? count) !== undefined && field.at('values').value !== undefined)
    field
      .at('values')
      .refuse('values stand beside a number of different ones', 'Remove distinct_count and distinct_percentage.');
  if (share !== undefined && count !== undefined)
    return field
      .at('distinct_count')
      .refuse('distinct_count and distinct_percentage stand side by side', 'Keep one of the two.');
  if (count !== undefined && count > rows)
    return field
      .at('distinct_count')
      .refuse(`there are no ${count} different values in ${rows} rows`, `Write ${rows} at most.`);
  return count ?? (share === undefined ? undefined : Math.ceil(rows * share - 1e-9));
}

function numberOf({ value }: Field): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
