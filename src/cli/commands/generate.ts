import { availableParallelism } from 'node:os';
import { choosePart, parseRowRange, parseShard } from '../../dataset/choose-part.ts';
import { openSources } from '../../dataset/open-sources.ts';
import { previewTable, type TablePreview } from '../../dataset/preview.ts';
import { valueTypes } from '../../dataset/registry.ts';
import { previewText } from '../../output/dataset-text.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { readDataset } from '../generate/read-dataset.ts';
import type { Session } from '../session.ts';

export interface GenerateOptions {
  readonly out?: string | undefined;
  readonly as?: string | undefined;
  readonly to?: string | undefined;
  readonly from?: string | undefined;
  readonly table: readonly string[];
  readonly rows?: string | undefined;
  readonly shard?: string | undefined;
  readonly seed?: string | undefined;
  readonly workers?: number | undefined;
  readonly force?: boolean | undefined;
  readonly continue?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/** Makes the tables of a data set. */
export async function generate(session: Session, path: string, options: GenerateOptions): Promise<number> {
  const dataset = readDataset(session, path, options.seed);
  const tables = choosePart(dataset, {
    tables: options.table,
    rows: options.rows === undefined ? undefined : parseRowRange(options.rows),
    shard: options.shard === undefined ? undefined : parseShard(options.shard),
  });
  const sources = await openSources(dataset, tables, valueTypes);
  const workers = options.workers ?? availableParallelism();
  const previews: TablePreview[] = [];
  for (const source of sources) {
    session.signal.throwIfAborted();
    session.progress.show(`making rows of ${source.table.name.name}`);
    previews.push(await previewTable(source));
  }
  session.write(
    inFormat(session.options.format, {
      text: () => previewText(dataset.name, previews, workers, session.render([])),
      json: () => documentText({ formatVersion: 1, dataset: dataset.name, seed: dataset.seed, tables: previews }),
    }),
  );
  return 0;
}
