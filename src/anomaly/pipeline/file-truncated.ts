import { defineFile } from '../define.ts';
import { fileVolume, filesParameter } from '../file-choice.ts';
import { choice, parameters } from '../parameters.ts';

export default defineFile({
  id: 'file-truncated',
  category: 'pipeline',
  title: 'Truncated file',
  description: 'The end of a delivered file is cut off, in the middle of a row or of a block.',
  inProduction:
    'A transfer breaks off, a disk is full, a reader takes the file before its writer has finished. A Parquet file without ' +
    'its end cannot be opened at all; a text file loses rows, and its last one is torn.',
  caughtBy: ['an error of the load', 'row count against the manifest', 'a checksum beside the file'],
  placebo: {
    description: 'Only the line end behind the last row of a text file is missing, which every reader takes.',
    with: { cut: 'line end' },
  },
  parameters: parameters({
    files: filesParameter,
    cut: choice(['bytes', 'line end'], {
      description: 'What is missing: a share of the bytes, or the last line end alone.',
      default: 'bytes',
    }),
  }),
  volume: fileVolume,
  amplitude: {
    unit: 'percent',
    default: '50',
    min: '0.001',
    max: '100',
    meaning: 'Share of the bytes of each file that are cut off.',
  },
  metric: 'rows',
  damage: ({ with: { cut }, amplitude }) =>
    cut === 'line end' ? { kind: 'without last line end' } : { kind: 'truncated', percent: amplitude ?? '50' },
});
