import type { Static } from '@sinclair/typebox';
import { parameters } from '../parameters.ts';
import { layoutParameters, partitionParameters } from './layout-parameters.ts';

/** What a Dataset file says about an output of JSON files, each an array of rows. */
export const jsonParameters = parameters({ ...layoutParameters, ...partitionParameters });
export type JsonParameters = Static<typeof jsonParameters>;
