import { defineFile } from '../define.ts';
import { fileVolume, filesParameter } from '../file-choice.ts';
import { choice, parameters } from '../parameters.ts';

export default defineFile({
  id: 'file-bom',
  category: 'pipeline',
  title: 'Byte order mark',
  description: 'A byte order mark of UTF-8 stands in front of a text file.',
  inProduction:
    'Somebody opens the file on Windows and saves it, or an export learns to please a spreadsheet. The mark becomes part of ' +
    "the first column's name, or the first line of JSON is none; joins by that column find nothing.",
  caughtBy: [
    'an error of the load',
    'schema checks: the first column has another name',
    'Great Expectations expect_column_to_exist',
  ],
  placebo: {
    description: 'An empty line follows behind the last row, which readers skip.',
    with: { mark: 'blank line' },
  },
  parameters: parameters({
    files: filesParameter,
    mark: choice(['bom', 'blank line'], {
      description: 'What is added: the mark in front, or an empty line at the end.',
      default: 'bom',
    }),
  }),
  volume: fileVolume,
  metric: 'rows',
  damage: ({ with: { mark } }) => ({ kind: mark === 'bom' ? 'with byte order mark' : 'with blank line' }),
});
