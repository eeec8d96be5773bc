import { defineFile } from '../define.ts';
import { fileVolume, filesParameter } from '../file-choice.ts';
import { choice, parameters } from '../parameters.ts';

export default defineFile({
  id: 'file-empty',
  category: 'pipeline',
  title: 'Empty file',
  description: 'A delivered file is there and has not a single byte.',
  inProduction:
    'An export fails after it has made its file, or a job touches the file to tell that it has run. Loads that take ' +
    'nothing for a day without orders go on in silence.',
  caughtBy: ['an error of the load', 'Elementary volume fail_on_zero', 'a check of the size of files'],
  placebo: {
    description: 'A CSV file keeps its header and has no rows, as on a day on which nothing happened.',
    with: { keep: 'header' },
  },
  parameters: parameters({
    files: filesParameter,
    keep: choice(['nothing', 'header'], {
      description: 'What is left: nothing at all, or the header of a CSV file.',
      default: 'nothing',
    }),
  }),
  volume: fileVolume,
  metric: 'rows',
  damage: ({ with: { keep } }) => ({ kind: 'emptied', keepsHeader: keep === 'header' }),
});
