import type { Static } from '@sinclair/typebox';
import { choice } from '../../anomaly/parameters.ts';
import { parameters } from '../parameters.ts';
import { layoutParameters, partitionParameters } from './layout-parameters.ts';

/** What a Dataset file says about an output of JSON lines. */
export const jsonlParameters = parameters({
  ...layoutParameters,
  ...partitionParameters,
  compression: choice(['none', 'gzip', 'zstd'], {
    default: 'none',
    description: 'Compression of the files; their names then end in .gz or .zst.',
  }),
});
export type JsonlParameters = Static<typeof jsonlParameters>;
