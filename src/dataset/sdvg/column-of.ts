import type { Written, WrittenColumn } from '../dataset-yaml.ts';
import { valueTypes } from '../registry.ts';
import { spaceOfType } from '../space-of-type.ts';
import { writtenShare } from '../written-shares.ts';
import type { SdvgModel, SdvgRange, SdvgValues } from './configuration.ts';
import { mixedType } from './mixed-type.ts';
import type { SdvgContext } from './table-of.ts';
import { typeOf, type SdvgTyped } from './type-of.ts';

/** A column of values as a Dataset file has it. */
export function columnOf(column: SdvgValues, model: SdvgModel, context: SdvgContext): WrittenColumn {
  const [range, ...others] = column.ranges;
  if (others.length > 0) return { name: column.name, value: flat(mixedType(column, context)) };
  const typed = typeOf(column, range!, context);
  return {
    name: column.name,
    value: flat({
      ...typed,
      with: {
        ...typed.with,
        ...differentValues(range!, typed, model.rows, context),
        ...inOrder(range!, typed, context),
      },
      nulls: typed.nulls + (1 - typed.nulls) * range!.nulls,
    }),
  };
}

function flat({ type, with: parameters, locale, nulls }: SdvgTyped): Written {
  const filled = Object.entries(parameters).filter(([, value]) => value !== undefined);
  if (filled.length === 0 && nulls === 0 && locale === undefined) return type;
  return { type, ...Object.fromEntries(filled), locale, nulls: nulls === 0 ? undefined : writtenShare(nulls, 12) };
}

/**
 * As many different values as sdvg makes: as many as are asked for, else one for each row, as far as there are so many.
 */
function differentValues(
  range: SdvgRange,
  typed: SdvgTyped,
  rows: number,
  { warn }: SdvgContext,
): Readonly<Record<string, Written>> {
  if (range.values !== undefined) return {};
  const wanted = range.distinct ?? rows;
  const space = spaceOfType(typed, wanted);
  if (space >= BigInt(wanted)) {
    // A random UUID needs no bookkeeping to be another one.
    if (wanted === rows) return { unique: true };
    return { distinct: wanted };
  }
  if (range.distinct === undefined) return space > 0n && typed.isCounted ? { distinct: Number(space) } : {};
  const key = range.field.at('distinct_count').value === undefined ? 'distinct_percentage' : 'distinct_count';
  if (space === 0n)
    warn(
      range.field.at(key),
      `values of the type ${typed.type} are drawn for each row: how many differ is not laid down`,
    );
  else
    range.field
      .at(key)
      .refuse(
        `${wanted} different values are asked for, and there are ${space}`,
        'Ask for fewer, or allow longer ones.',
      );
  return {};
}

function inOrder(range: SdvgRange, { type }: SdvgTyped, { warn }: SdvgContext): Readonly<Record<string, Written>> {
  if (!range.isOrdered) return {};
  if (valueTypes.get(type)!.isOrdered) return { ordered: true };
  warn(range.field.at('ordered'), `values of the type ${type} come in no order`);
  return {};
}
