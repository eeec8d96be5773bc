import { defineInsert } from '../define.ts';
import { lastBucket } from '../last-bucket.ts';
import { parameters } from '../parameters.ts';
import { refusePartsOfEdits } from '../refuse-parts-of-edits.ts';
import { notText } from '../text-column.ts';
import { edited, edits } from '../text-edit.ts';

export default defineInsert({
  id: 'near-duplicate',
  category: 'quality',
  title: 'Near duplicate',
  description:
    'Rows come a second time with a new key and a slip in one text: the same thing, written almost the same.',
  inProduction:
    'A customer signs up again, two lists are merged, a call centre enters what the web shop has already. No check of ' +
    'equal values finds the pair; one person gets two letters, and counts of people are too high.',
  caughtBy: [
    'fuzzy matching (Splink, dedupe)',
    'Soda duplicate_count of the other columns',
    'dbt unique on the other columns (dbt_utils.unique_combination_of_columns)',
    'Elementary volume_anomalies',
  ],
  placebo: {
    description: 'One row in a thousand has such a twin: in any list of people some are there twice.',
    volume: { percent: '0.1' },
  },
  fit: { words: 0.65, text: 0.3 },
  parameters: parameters({}),
  volume: { default: { percent: '5' }, meaning: 'Share of the rows with a text that come again with a slip in it.' },
  amplitude: {
    unit: 'edits',
    default: '1',
    min: '1',
    max: '5',
    meaning: 'Single-character edits of the text in the copy.',
  },
  window: lastBucket,
  metric: 'rows',
  subject: { unsuitable: notText },
  check: (context) => refusePartsOfEdits(context, 5),
  after(context) {
    const { dialect, column, before, amplitude } = context;
    let text = dialect.text(before, column);
    for (let turn = 1; turn <= Number(amplitude); turn++) {
      text = edited(context.bind(text), { kinds: edits, turn, longest: column.length }, context);
    }
    return text;
  },
});
