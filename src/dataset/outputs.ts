import { Type, type TObject } from '@sinclair/typebox';
import { parameters } from './parameters.ts';

/** The parameters of every kind of output. */
export const outputKinds: ReadonlyMap<string, TObject> = new Map([
  ['csv', parameters({ folder: Type.String({ default: 'data', description: 'Folder of the files.' }) })],
]);
