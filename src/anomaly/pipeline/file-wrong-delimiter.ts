import { Type } from '@sinclair/typebox';
import { defineFile } from '../define.ts';
import { fileVolume, filesParameter } from '../file-choice.ts';
import { choice, parameters } from '../parameters.ts';

export default defineFile({
  id: 'file-wrong-delimiter',
  category: 'pipeline',
  title: 'Wrong delimiter',
  description: 'A CSV file separates its values by another character; what stands in quotes stays as it is.',
  inProduction:
    'The sender updates its spreadsheet or its locale, and commas become semicolons. Readers find one column where there ' +
    'were twenty, or cut values at their own commas.',
  caughtBy: ['an error of the load', 'Great Expectations expect_table_column_count_to_equal', 'schema checks'],
  placebo: {
    description: 'Lines end in CR LF where they ended in LF, or the other way round, which readers take alike.',
    with: { change: 'line ends' },
  },
  parameters: parameters({
    files: filesParameter,
    delimiter: Type.Optional(
      Type.String({
        pattern: '^[\\x20-\\x7e\\t]$',
        title: 'a single character',
        description: 'The character between values. Default: a semicolon.',
        default: ';',
      }),
    ),
    change: choice(['delimiter', 'line ends'], {
      description: 'What is another one: the character between values, or the end of lines.',
      default: 'delimiter',
    }),
  }),
  volume: fileVolume,
  metric: 'rows',
  damage: ({ with: { change, delimiter } }) =>
    change === 'line ends' ? { kind: 'other line ends' } : { kind: 'other delimiter', delimiter: delimiter ?? ';' },
});
