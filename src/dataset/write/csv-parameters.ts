import { Type, type Static } from '@sinclair/typebox';
import { choice } from '../../anomaly/parameters.ts';
import { parameters } from '../parameters.ts';
import { layoutParameters, partitionParameters } from './layout-parameters.ts';
import { textEncodings } from './text-encoding.ts';

/** What a Dataset file says about an output of CSV files. */
export const csvParameters = parameters({
  ...layoutParameters,
  ...partitionParameters,
  delimiter: Type.String({
    default: ',',
    title: 'one character, such as , or ; or a tab',
    pattern: '^[\\t -!#-~]$',
    description: 'What stands between values: one character of ASCII, no quote.',
  }),
  header: Type.Unsafe<boolean | 'always'>({
    default: true,
    enum: [true, false, 'always'],
    description:
      'Whether files begin with the names of the columns. Of a table that is made in parts, by --shard or --rows, only the part with the first row does, so that parts can be put together; with `always` each part does.',
  }),
  quoting: choice(['minimal', 'all'], {
    default: 'minimal',
    description: 'Whether values are quoted where they must be, or all but NULL.',
  }),
  nullText: Type.String({
    default: '',
    maxLength: 100,
    pattern: '^[^"\\r\\n]*$',
    description: 'What stands for NULL, without quotes. A value of the same text is quoted.',
  }),
  encoding: choice(textEncodings, { default: 'utf-8', description: 'Encoding of the characters.' }),
  unencodable: choice(['refuse', 'replace'], {
    default: 'refuse',
    description: 'What becomes of characters that the encoding does not have: an error, or `?` in their place.',
  }),
  lineEnd: Type.Unsafe<'\n' | '\r\n'>({
    default: '\n',
    enum: ['\n', '\r\n'],
    description: 'What ends a line, in double quotes: "\\n" or "\\r\\n". Line ends within values stay as they are.',
  }),
  compression: choice(['none', 'gzip', 'zstd'], {
    default: 'none',
    description: 'Compression of the files; their names then end in .gz or .zst.',
  }),
});
export type CsvParameters = Static<typeof csvParameters>;
