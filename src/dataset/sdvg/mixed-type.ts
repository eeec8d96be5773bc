import { writtenShares } from '../written-shares.ts';
import type { SdvgRange, SdvgValues } from './configuration.ts';
import { mixedRanges, type MixedPiece } from './mixed-ranges.ts';
import type { SdvgContext } from './table-of.ts';
import { momentText, scaleOf, timesType, typeOf, valuesAs, type SdvgTyped } from './type-of.ts';

/** A range, the share of the column's rows that it fills, and the values that it lists. */
interface Filled {
  readonly range: SdvgRange;
  readonly share: number;
  readonly values: readonly (string | number)[] | undefined;
}

/** The type of a column of several ranges: what they list, what they lie between, else a mixture of types. */
export function mixedType(column: SdvgValues, context: SdvgContext): SdvgTyped {
  const filled = column.ranges.flatMap(filledOf);
  const nulls = 1 - filled.reduce((sum, { share }) => sum + share, 0);
  const [only, ...others] = filled;
  if (only === undefined) return { type: 'enum', with: { values: [''] }, nulls: 1, isCounted: false };
  tellRanges(column, context, others.length > 0);
  return { ...typeOfFilled(column, [only, ...others], context), nulls: nulls < 1e-12 ? 0 : nulls };
}

function typeOfFilled(
  column: SdvgValues,
  filled: readonly [Filled, ...Filled[]],
  context: SdvgContext,
): Omit<SdvgTyped, 'nulls'> {
  if (filled.length === 1) return typeOf(column, filled[0].range, context);
  if (filled.every(({ values }) => values !== undefined)) return ofLists(column, filled);
  return column.type === 'integer' || column.type === 'float'
    ? ofPieces(column, filled, context)
    : ofMixture(column, filled, context);
}

function filledOf(range: SdvgRange): readonly Filled[] {
  const values = range.values?.filter((each) => each !== null);
  const share = range.share * (1 - range.nulls) * (values === undefined ? 1 : values.length / range.values!.length);
  return share === 0 ? [] : [{ range, share, values }];
}

function tellRanges({ ranges }: SdvgValues, { warn }: SdvgContext, isMixed: boolean): void {
  for (const { field, values } of ranges)
    for (const key of ['ordered', 'distinct_count', 'distinct_percentage'])
      if (field.at(key).value !== undefined && field.at(key).value !== false && values === undefined)
        warn(field.at(key), `${key} of one range among several is not kept${isMixed ? '' : ' beside ranges of null'}`);
}

function ofLists({ type }: SdvgValues, filled: readonly Filled[]): Omit<SdvgTyped, 'nulls'> {
  const weights = new Map<string | number, number>();
  for (const { share, values = [] } of filled)
    for (const value of values) weights.set(value, (weights.get(value) ?? 0) + share / values.length);
  const shares = writtenShares([...weights.values()]);
  const list = Object.fromEntries([...weights.keys()].map((value, index) => [value, shares[index]!]));
  return { type: 'enum', with: { values: list, as: valuesAs[type] }, isCounted: false };
}

/** Each range as a type of its own; a listed moment is one that begins and ends there. */
function ofMixture(column: SdvgValues, filled: readonly Filled[], context: SdvgContext): Omit<SdvgTyped, 'nulls'> {
  const parts = filled.flatMap((each): readonly MixedPart[] => {
    const { share, values, range } = each;
    if (values === undefined) return [{ ...typeOf(column, range, context), share }];
    if (column.type !== 'datetime')
      return [{ type: 'enum', with: { values: [...new Set(values)], as: 'text' }, share }];
    return values.map((value) => {
      const at = momentText(String(value));
      return { type: timesType(context.output), with: { from: at, to: at }, share: share / values.length };
    });
  });
  const shares = writtenShares(parts.map(({ share }) => share));
  const locale = parts.find((each) => each.locale !== undefined)?.locale;
  const of = parts.map(({ type, with: own }, index) => ({ type, ...own, share: shares[index]! }));
  return { type: 'mixture', with: { of }, locale, isCounted: false };
}

type MixedPart = Pick<SdvgTyped, 'type' | 'with' | 'locale'> & { readonly share: number };

/** Numbers: stretches of them, a listed one being a stretch of one. */
function ofPieces(column: SdvgValues, filled: readonly Filled[], context: SdvgContext): Omit<SdvgTyped, 'nulls'> {
  const pieces = filled.flatMap(({ share, values, range }): readonly MixedPiece[] => {
    if (values === undefined) return [{ ...boundsOf(range), share }];
    return values.map((value) => ({ from: Number(value), to: Number(value), share: share / values.length }));
  });
  const scale = column.type === 'float' ? scaleOf(context.output, mostOf(pieces)) : undefined;
  const mixed = mixedRanges(pieces, column.type === 'integer' ? 1 : 10 ** -(scale ?? 9));
  const shares = writtenShares(mixed.map(({ share }) => share));
  const ranges = mixed.map(({ from, to }, index) => ({ from, to, share: shares[index]! }));
  const type = column.type === 'float' && scale !== undefined ? 'decimal' : column.type;
  return { type, with: { ...(type === 'decimal' && { scale }), ranges }, isCounted: false };
}

function boundsOf({ parameters }: SdvgRange): { readonly from: number; readonly to: number } {
  return parameters.type === 'integer' || parameters.type === 'float' ? parameters : { from: 0, to: 0 };
}

function mostOf(pieces: readonly MixedPiece[]): number {
  return Math.max(...pieces.map(({ from, to }) => Math.max(Math.abs(from), Math.abs(to))));
}
