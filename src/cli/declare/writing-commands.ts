import type { Command } from 'commander';
import { exampleUrl } from '../../scenario/init.ts';
import { collect, type Run } from './shared-options.ts';

/** Commands about files and what there is to break. */
export function declareWriting(program: Command, run: Run): void {
  program
    .command('init')
    .argument('[folder]', 'where the files go', '.')
    .description('write faultline.yaml, a scenario and a workflow')
    .option('--name <project>', 'name of the project; default: of the folder')
    .option('--url <url>', 'URL of the first target, its password as a reference', exampleUrl)
    .action(
      run(async (session, folder: string, options) =>
        (await import('../commands/init.ts')).init(session, folder, options),
      ),
    );
  program
    .command('validate')
    .argument('[paths...]', 'scenario files, folders or globs, or files of data sets; default: all scenarios')
    .description('check files against schema and catalog; needs no database')
    .action(
      run(async (session, paths: string[]) => (await import('../commands/validate.ts')).validate(session, paths)),
    );
  program
    .command('catalog')
    .argument('[id]', 'one anomaly, in full')
    .description('the anomaly types, explained; or those that suit a column or table')
    .option('--for <subject>', 'target.table.column, or target.table for whole rows: what suits it, in order of fit')
    .option('--all', 'with --for: a step of each, not of the best one alone')
    .action(
      run(async (session, id: string | undefined, options: { for?: string; all?: boolean }) =>
        options.for === undefined
          ? (await import('../commands/catalog.ts')).showCatalog(session, id)
          : (await import('../commands/catalog-for.ts')).showOffers(session, id, options.for, options),
      ),
    );
  program
    .command('inspect')
    .argument('[target]', 'a target; may be left out where there is one only')
    .argument('[table]', 'a table: orders, public.orders')
    .description('tables, columns, keys, rows per day, and the anomalies that suit')
    .action(
      run(async (session, target?: string, table?: string) =>
        (await import('../commands/inspect.ts')).inspect(session, target, table),
      ),
    );
  program
    .command('add')
    .argument('<anomaly>', 'an entry of the catalog')
    .argument('<subject>', 'target.table.column, or target.table for whole rows')
    .description('write a step into a scenario file, its defaults spelled out')
    .option('--scenario <file or name>', 'the scenario that takes the step; default: a new one')
    .option('--target <name>', "where the subject names no target; default: the scenario's, or the only one")
    .option('--name <scenario>', 'name of the new scenario; default: of table, column and anomaly')
    .option('--step <id>', 'id of the step; default: of its column or table')
    .option('--volume <volume>', "how many rows: 5%, or 500 rows; default: the anomaly's")
    .option('--print', 'show the file, and write nothing')
    .option('--offline', 'do not look into the target')
    .action(
      run(async (session, anomaly: string, subject: string, options) =>
        (await import('../commands/add.ts')).add(session, anomaly, subject, options),
      ),
    );
  program
    .command('break')
    .argument('<file>', 'a CSV, JSON lines or Parquet file, which stays as it is')
    .argument('<anomalies...>', 'anomaly[:column][=volume][@amplitude], one or more')
    .description('break a copy of one file, without any project')
    .requiredOption('--out <file>', 'the broken file; another ending writes another format')
    .option('--labels <file>', 'the ground truth: .csv, .jsonl or .parquet')
    .option('--seed <text>', 'the same seed breaks the same rows')
    .option('--where <condition>', 'only these rows: SQL of DuckDB')
    .option('--during <time>', 'only this time: "2 days" for the last ones, {from: …, to: …} or all; default: all')
    .option('--key <column>', 'what identifies rows in the labels; more than once. Default: found', collect, [])
    .option('--with <key=value>', 'a parameter of the anomaly; more than once', collect, [])
    .option('--force', 'overwrite files that are there')
    .addHelpText(
      'after',
      `
Examples:
  faultline break orders.parquet null-spike:email=10% --out broken.parquet --labels labels.csv
  faultline break orders.csv 'outlier:amount=1%@8 sd' 'duplicate-row=50 rows' --out broken.csv
  faultline break orders.csv 'null-spike:"Cost = total"=5%' --where "country = 'DE'" --seed 7 --out broken.jsonl`,
    )
    .action(
      run(async (session, file: string, anomalies: string[], options) =>
        (await import('../commands/break.ts')).breakFile(session, file, anomalies, options),
      ),
    );
  program
    .command('bind')
    .argument('[targets...]', 'targets, or globs of them; default: all')
    .description('propose which tables and columns play the roles of scenarios')
    .option('--role <name>', 'only this role; more than once', collect, [])
    .option('--write', 'put what is sure into faultline.yaml, and leave the rest of the file as it is')
    .action(
      run(async (session, targets: string[], options) =>
        (await import('../commands/bind.ts')).bind(session, targets, options),
      ),
    );
  program
    .command('completion')
    .argument('<shell>', 'bash, zsh or fish')
    .description('the completion script of a shell')
    .action(
      run(async (session, shell: string) =>
        (await import('../commands/completion.ts')).completion(session, shell, program),
      ),
    );
}
