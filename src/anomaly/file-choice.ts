import { Type } from '@sinclair/typebox';
import type { Volume } from '../model/scenario.ts';

/** The parameter by which a step narrows the files of its table. */
export const filesParameter = Type.Optional(
  Type.String({
    minLength: 1,
    description:
      'Only files of the table that this glob matches, relative to the folder: `orders/2024-*.csv`. Default: all.',
  }),
);

/** What volume means where files are broken. */
export const fileVolume: { readonly default: Volume; readonly meaning: string } = {
  default: { percent: '100' },
  meaning: 'Share of the files of the table that are broken; a number of rows is a number of files.',
};
