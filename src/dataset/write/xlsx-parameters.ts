import type { Static } from '@sinclair/typebox';
import { parameters } from '../parameters.ts';
import { layoutParameters } from './layout-parameters.ts';

/** What a Dataset file says about an output of Excel workbooks, one for each table. */
export const xlsxParameters = parameters(layoutParameters);
export type XlsxParameters = Static<typeof xlsxParameters>;
