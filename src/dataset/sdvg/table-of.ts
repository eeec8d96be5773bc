import type { Written, WrittenColumn, WrittenTable } from '../dataset-yaml.ts';
import { columnOf } from './column-of.ts';
import type { SdvgModel, SdvgOutput, SdvgReference } from './configuration.ts';
import type { Warn } from './warnings.ts';

/** What a table is made of besides its model. */
export interface SdvgContext {
  readonly output: SdvgOutput;
  readonly models: readonly SdvgModel[];
  readonly warn: Warn;
}

/** A model as a table of a Dataset file. */
export function tableOf(model: SdvgModel, context: SdvgContext): WrittenTable {
  const isWhole = model.from === 0 && model.to === model.rows;
  return {
    name: model.name,
    head: { rows: model.rows, ...(!isWhole && { from: model.from, to: model.to - 1 }) },
    columns: model.columns.map((column): WrittenColumn =>
      column.kind === 'reference' ? referenceOf(column, context) : columnOf(column, model, context),
    ),
    lists: {},
  };
}

/** Each row of the other model is as likely as any other; sdvg has each about as often as any other. */
function referenceOf(column: SdvgReference, { warn }: SdvgContext): WrittenColumn {
  if (column.isOrdered)
    warn(column.field.at('ordered'), `values of ${column.name} come in no order, as those of all references`);
  const value: Written = {
    references: `${column.model}.${column.column}`,
    ...(column.keepsOrder && { pick: 'inOrder' }),
  };
  return { name: column.name, value };
}
