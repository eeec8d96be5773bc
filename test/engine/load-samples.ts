import type { LoadColumn, LoadType } from '../../src/model/load.ts';

type Sizes = Partial<Omit<LoadColumn, 'name' | 'type'>>;

/** Values of each type at its edges, as a source gives them. */
export const samples: readonly (readonly [LoadType, readonly string[], Sizes?])[] = [
  ['integer', ['0', '-9223372036854775808', '9223372036854775807', '42']],
  ['decimal', ['0.00', '-9999999999.99', '9999999999.99', '0.01'], { precision: 12, scale: 2 }],
  ['decimal', ['99999999999999999999999999999999999999', '-1'], { precision: 38, scale: 0 }],
  ['decimal', ['0.1234567890123456789012345678', '-1'], { precision: 30, scale: 28 }],
  ['float', ['0', '-1.5', '1.7976931348623157e308', '2.2250738585072014e-308', '0.1', '1e-7', '123456789.125']],
  ['boolean', ['true', 'false']],
  ['date', ['1970-01-01', '2024-02-29', '9999-12-31', '1000-01-01']],
  ['time', ['00:00:00', '23:59:59.999999', '09:30:00', '09:30:00.5']],
  [
    'timestamp',
    ['2026-11-21 09:30:00.123456', '1000-01-01 00:00:00', '9999-12-31 23:59:59.999999', '2026-03-29 02:30:00'],
  ],
  ['uuid', ['00000000-0000-0000-0000-000000000000', '0193a1c2-d3e4-7506-9728-394a5b6c7d8e']],
  ['json', ['{"a":[1,null,"ü\\"\\\\\\n"]}', '[]', '"text"', '12.5', 'null', '{"k":"a,b\\nc"}']],
  ['binary', ['00ff10', '', '5c2e0a', '5c4e'], { length: 20 }],
  ['binary', ['ab'.repeat(3000)]],
  ['text', ['Grüße 😀 ', '', "O'Brien", '日本語'], { length: 20 }],
  ['text', ['x'.repeat(100_000), '']],
];

/** Pieces of text that have a meaning somewhere on their way. */
export const awkward: readonly string[] = [
  '"',
  '""',
  ',',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\\',
  '\\N',
  '\\.',
  '\n\\.\n',
  'NULL',
  "'",
  '😀',
  'é',
  '\u2028',
  '{',
  '`',
  '$1',
  '?',
  ';',
  '--',
  ' ',
  '\u0001',
  '\u001a',
  '\b',
  '\\0',
  '\\n',
  '%',
];

/** Values that no column of the type takes. */
export const unfit: readonly { readonly type: LoadType; readonly value: string; readonly sizes?: Sizes }[] = [
  { type: 'integer', value: 'forty-two' },
  { type: 'integer', value: '9223372036854775808' },
  { type: 'decimal', value: '12345678.90', sizes: { precision: 9, scale: 2 } },
  { type: 'float', value: 'one half' },
  { type: 'date', value: '2026-02-30' },
  { type: 'timestamp', value: '2026-13-01 00:00:00' },
  { type: 'json', value: '{"secret":' },
];
