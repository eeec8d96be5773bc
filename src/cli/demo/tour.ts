/** One command of the demo. */
export interface Stop {
  /** What a person should know before it is typed. */
  readonly says: string;
  readonly words: readonly string[];
  /** A file that it has written, whose first lines are worth a look. */
  readonly shows?: string | undefined;
  /** The moment at which the tables are once it is done, for the proof; absent = the same as before. */
  readonly moment?: 'before' | 'broken' | 'after' | undefined;
}

/** The main job, from an empty database to one that is what it was. */
export const tour: readonly Stop[] = [
  {
    says: 'A small shop and its last 90 days are made, as shop.yaml describes them. A DuckDB file, shop.duckdb, is made for the rows.',
    words: ['generate', 'shop.yaml', '--to', 'shop'],
    moment: 'before',
  },
  {
    says: 'What does the table of orders look like, and which anomalies suit it?',
    words: ['inspect', 'shop', 'orders'],
  },
  {
    says: 'Three files in scenarios/ say what should be wrong with it. The dry run: what would change, row by row, and which checks would see it. It writes nothing in the database; the plan is saved for review.',
    words: ['plan', '--out', 'plan.json'],
  },
  {
    says: 'Somebody has read it: applying a saved plan is the approval. Snapshots keep every value that is changed.',
    words: ['apply', 'plan.json'],
    moment: 'broken',
  },
  { says: 'The data are broken now. This is the moment for your checks to notice.', words: ['status'] },
  {
    says: 'The ground truth: every cell that was touched, before and after, to hold your checks against.',
    words: ['labels', 'totals-in-cents', '--out', 'labels.csv'],
    shows: 'labels.csv',
  },
  { says: 'Enough. Everything is taken back.', words: ['rollback', '--all'], moment: 'after' },
];

/** What a person may type next in the folder, in this order, and what it does. */
export const next: readonly { readonly words: readonly string[]; readonly does: string }[] = [
  { words: ['catalog', '--for', 'shop.orders.total'], does: 'shows what else can go wrong' },
  { words: ['add', 'outlier', 'shop.orders.total'], does: 'writes a scenario of your own' },
  { words: ['plan'], does: 'shows what it would do' },
  { words: ['apply'], does: 'does it, once you say yes' },
  { words: ['resume', 'emails-vanish'], does: 'has apply break it again' },
  { words: ['history'], does: 'lists every run' },
  { words: ['generate', 'shop.yaml', '--as', 'parquet'], does: 'makes the shop as files' },
];
