import { availableParallelism } from 'node:os';
import { choosePart, parseRowRange, parseShard, partOf, type Shard } from '../../dataset/choose-part.ts';
import { openSources } from '../../dataset/open-sources.ts';
import { previewTable } from '../../dataset/preview.ts';
import { valueTypes } from '../../dataset/registry.ts';
import type { TableSource } from '../../dataset/table-source.ts';
import type { Dataset, DataTable, TablePreview } from '../../model/dataset.ts';
import { FaultlineError } from '../../model/errors.ts';
import { previewText } from '../../output/dataset-text.ts';
import { madeJson, madeText, type Made, type MadeTable } from '../../output/made-text.ts';
import { documentText, inFormat } from '../choose-format.ts';
import { openLabelsPlace, removeLabels } from '../generate/labels-place.ts';
import { chooseOutput, type OutputChoice } from '../generate/choose-output.ts';
import type { Making } from '../generate/making.ts';
import { readDataset, readSdvg } from '../generate/read-dataset.ts';
import type { Session } from '../session.ts';
import { version } from '../version.ts';

export interface GenerateOptions extends OutputChoice {
  readonly from?: string | undefined;
  readonly save?: string | undefined;
  readonly table: readonly string[];
  readonly rows?: string | undefined;
  readonly shard?: string | undefined;
  readonly seed?: string | undefined;
  readonly now?: string | undefined;
  readonly labels?: string | undefined;
  readonly workers?: number | undefined;
  readonly force?: boolean | undefined;
  readonly continue?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
}

/** Makes the tables of a data set. @param path of its file; undefined with `--from` */
export async function generate(session: Session, path: string | undefined, options: GenerateOptions): Promise<number> {
  const started = performance.now();
  if (options.force === true && options.continue === true)
    throw new FaultlineError('INVALID_ARGUMENT', '--force begins anew and --continue goes on', { hint: 'Choose one.' });
  const { dataset, tables: written } = await readSource(session, path, options);
  if (options.labels !== undefined && dataset.anomalies === undefined)
    throw new FaultlineError('INVALID_ARGUMENT', '--labels is for what anomalies break, and the data set has none', {
      hint: 'Write anomalies: into the file, or leave --labels out.',
    });
  const shard = options.shard === undefined ? undefined : parseShard(options.shard);
  const rows = options.rows === undefined ? undefined : parseRowRange(options.rows);
  const tables = choosePart(dataset, { tables: options.table.length > 0 ? options.table : written, rows, shard });
  // What is broken in a table depends on all of its rows: then the part is taken of what came out.
  const made = dataset.anomalies === undefined ? tables : tables.map((table) => ({ ...table, part: undefined }));
  const sources = await openSources(dataset, made, valueTypes);
  const workers = options.workers ?? availableParallelism();
  if (options.dryRun === true) return preview(session, dataset, sources, workers);
  const making: Making = {
    dataset,
    sources,
    output: chooseOutput(dataset, options),
    shard,
    workers,
    isContinued: options.continue === true,
    isForced: options.force === true,
    configuration: configurationOf(dataset, tables, shard),
  };
  const result = await (dataset.anomalies === undefined
    ? whole(session, making)
    : broken(session, making, { ...options, part: (source) => partOfTable(dataset, tables, source, shard) }));
  if (result === undefined) return 0;
  const seconds = (performance.now() - started) / 1000;
  const summary: Made = { dataset: dataset.name, seed: dataset.seed, seconds, ...result };
  session.write(
    inFormat(session.options.format, {
      text: () => madeText(summary, session.render([])),
      json: () => documentText(madeJson(summary)),
    }),
  );
  return 0;
}

/** The data set, and the tables of it that are written where none are named; none = all. */
async function readSource(session: Session, path: string | undefined, options: GenerateOptions) {
  if (options.from === undefined) {
    if (options.save !== undefined)
      throw new FaultlineError('INVALID_ARGUMENT', '--save keeps what --from has made of a configuration', {
        hint: 'Name one: --from sdvg.yml.',
      });
    return { dataset: readDataset(session, path, options), tables: [] };
  }
  if (path !== undefined)
    throw new FaultlineError('INVALID_ARGUMENT', `both ${path} and --from ${options.from} say what to make`, {
      hint: 'Keep one of the two.',
    });
  return readSdvg(session, options.from, options);
}

type Result = Pick<Made, 'tables' | 'steps' | 'labels'> | undefined;

async function whole(session: Session, making: Making): Promise<Result> {
  const tables = await make(session, making);
  if (making.isForced || making.isContinued) await removeLabels(making);
  return tables && { tables };
}

/** Makes the tables, breaks them, and writes them with the ground truth of what was broken. */
async function broken(
  session: Session,
  making: Making,
  options: GenerateOptions & { readonly part: (source: TableSource) => TableSource },
): Promise<Result> {
  const { dataset, sources, workers } = making;
  const { withBrokenData } = await import('../generate/broken-data.ts');
  // What leaves no rows behind leaves no labels either, unless they are asked for.
  const isKept = making.output.kind !== 'nowhere' && making.output.with['folder'] !== '-';
  const labels = isKept || options.labels !== undefined ? await openLabelsPlace(making, options.labels) : undefined;
  return withBrokenData(session, { dataset, sources, workers, labels }, async (data) => {
    const parts = data.sources.map(options.part);
    const tables = await make(session, { ...making, sources: parts, isBad: data.isBad, labels: labels?.path });
    const written = await data.writeLabels();
    return tables && { tables, steps: data.steps, labels: written };
  });
}

function partOfTable(
  dataset: Dataset,
  tables: readonly DataTable[],
  source: TableSource,
  shard: Shard | undefined,
): TableSource {
  const isOf = ({ name }: DataTable) => name === source.table.name.name;
  return partOf(source, tables.find(isOf)!, dataset.tables.find(isOf)!, shard);
}

/** @returns undefined where the rows themselves went to standard output */
async function make(session: Session, making: Making): Promise<readonly MadeTable[] | undefined> {
  switch (making.output.kind) {
    case 'http':
      return (await import('../generate/send-over-http.ts')).sendOverHttp(session, making);
    case 'target':
      return (await import('../generate/load-into-target.ts')).loadIntoTarget(session, making);
    case 'nowhere':
      return (await import('../generate/make-nowhere.ts')).makeNowhere(session, making);
    default:
      return (await import('../generate/write-to-files.ts')).writeToFiles(session, making);
  }
}

/** All that decides the rows, as JSON holds it: whoever goes on with an interrupted run has the same. */
function configurationOf(
  { source, seed, now }: Dataset,
  tables: readonly DataTable[],
  shard: Shard | undefined,
): Readonly<Record<string, unknown>> {
  const { output: _, ...values } = source as Readonly<Record<string, unknown>>;
  const parts = Object.fromEntries(tables.map(({ name, rows, part }) => [name, part ?? { from: 0, to: rows - 1 }]));
  return JSON.parse(JSON.stringify({ ...values, faultline: version(), seed, now, shard, parts })) as Readonly<
    Record<string, unknown>
  >;
}

async function preview(
  session: Session,
  dataset: Dataset,
  sources: readonly TableSource[],
  workers: number,
): Promise<number> {
  const previews: TablePreview[] = [];
  for (const source of sources) {
    session.signal.throwIfAborted();
    session.progress.show(`making rows of ${source.table.name.name}`);
    previews.push(await previewTable(source));
  }
  session.write(
    inFormat(session.options.format, {
      text: () => previewText(dataset, previews, workers, session.render([])),
      json: () => documentText({ formatVersion: 1, dataset: dataset.name, seed: dataset.seed, tables: previews }),
    }),
  );
  return 0;
}
