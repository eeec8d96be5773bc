import type { Command } from 'commander';
import { collect, wholeNumber, type Run } from './shared-options.ts';

/** Commands about synthetic data. */
export function declareDatasets(program: Command, run: Run): void {
  program
    .command('generate')
    .argument('[dataset]', 'a file of kind: Dataset')
    .description('make synthetic tables: files, requests, or rows of a database')
    .option('--dry-run', 'show ten rows of each table, size and time, and write nothing')
    .option('--out <folder>', "where files go; - for standard output; default: the file's, else data")
    .option('--as <kind>', "csv, json, jsonl, parquet, xlsx, or nowhere; default: the file's, else csv")
    .option('--to <target>', 'a target of faultline.yaml that takes the rows')
    .option('--table <name>', 'only this table; more than once', collect, [])
    .option('--rows <from-to>', 'only these rows of the one table, counted from 0: 1000000-1999999')
    .option('--shard <k/n>', 'only the k-th of n parts of every table: 3/10')
    .option('--seed <text>', "instead of the file's: another seed makes other values")
    .option('--now <time>', "what now and today mean in the file; default: the file's, else this day")
    .option('--workers <n>', 'threads that make rows; default: one for each core', wholeNumber)
    .option(
      '--labels <file>',
      'where the ground truth of anomalies goes: .csv, .jsonl or .parquet; default: beside the data',
    )
    .option('--continue', 'go on where an interrupted run stopped')
    .option(
      '--force',
      'remove the files that an earlier run has written, or the tables of a load that was interrupted, and begin anew',
    )
    .option('--from <file>', 'a configuration of sdvg instead of a data set')
    .option('--save <file>', 'with --from: keep the data set that it becomes')
    .addHelpText(
      'after',
      `
Examples:
  faultline generate shop.yaml --dry-run
  faultline generate shop.yaml --as parquet --out data
  faultline generate shop.yaml --table orders --shard 3/10
  faultline generate shop.yaml --table orders --as csv --out - | head`,
    )
    .action(
      run(async (session, dataset: string | undefined, options) =>
        (await import('../commands/generate.ts')).generate(session, dataset, options),
      ),
    );
  const dataset = program.command('dataset').description('data sets out of what is there');
  dataset
    .command('infer')
    .argument('<source>', 'a target of faultline.yaml, or a CSV, JSON lines or Parquet file')
    .description('propose a data set that makes tables like those of a database or of a file')
    .option('--table <name>', 'only this table of the target; more than once. Default: all', collect, [])
    .option('--name <name>', 'name of the data set; default: of the source')
    .option('--out <file>', 'where the data set goes; default: standard output')
    .option('--with-values', 'copy labels of categories, and exact bounds; default: no value is copied')
    .action(
      run(async (session, source: string, options) =>
        (await import('../commands/dataset-infer.ts')).infer(session, source, options),
      ),
    );
  program
    .command('demo')
    .argument('[folder]', 'a new folder, or an empty one', 'faultline-demo')
    .description('see it work, without a database: makes a small shop, breaks it, and takes everything back')
    .action(run(async (session, folder: string) => (await import('../commands/demo.ts')).demo(session, folder)));
}
