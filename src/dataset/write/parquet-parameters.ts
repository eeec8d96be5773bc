import { Type, type Static } from '@sinclair/typebox';
import { choice } from '../../anomaly/parameters.ts';
import { parameters } from '../parameters.ts';
import { layoutParameters, partitionParameters } from './layout-parameters.ts';

/** What a Dataset file says about an output of Parquet files. */
export const parquetParameters = parameters({
  ...layoutParameters,
  ...partitionParameters,
  codec: choice(['snappy', 'zstd', 'gzip', 'lz4', 'brotli', 'uncompressed'], {
    default: 'snappy',
    description: 'Compression of the pages.',
  }),
  rowGroup: Type.Integer({
    default: 122_880,
    minimum: 2048,
    maximum: 1_228_800,
    description: 'Rows of a row group; fewer where rows are so wide that a group would take more than 24 MB of text.',
  }),
});
export type ParquetParameters = Static<typeof parquetParameters>;
