import { type Command, Option } from 'commander';
import type { HistoryOptions } from '../commands/history.ts';
import type { StatusOptions } from '../commands/status.ts';
import { type Run, type Targets, withTargets, withUrl, wholeNumber } from './shared-options.ts';

/** Commands that read a target and its ledger. */
export function declareReading(program: Command, run: Run): void {
  withUrl(withTargets(program.command('status')))
    .description('what is active, what is held, what a crash left open')
    .action(
      run(async (session, options: StatusOptions) => (await import('../commands/status.ts')).status(session, options)),
    );
  withUrl(withTargets(program.command('history')))
    .description('every run, newest first')
    .option('--scenario <name>', 'only the runs of this scenario')
    .option('--limit <n>', 'only so many of each target, the newest', wholeNumber)
    .action(
      run(async (session, options: HistoryOptions) =>
        (await import('../commands/history.ts')).history(session, options),
      ),
    );
  withTargets(program.command('show'))
    .argument('<run>', 'a run, or a scenario for its newest run')
    .description('one run in full')
    .action(
      run(async (session, wanted: string, options: Targets) =>
        (await import('../commands/show.ts')).show(session, wanted, options.target),
      ),
    );
  withTargets(program.command('verify'))
    .argument('<run>', 'a run, or a scenario for its newest run')
    .description('is what the run changed still there? Exit code 1 where not')
    .action(
      run(async (session, wanted: string, options: Targets) =>
        (await import('../commands/show.ts')).verify(session, wanted, options.target),
      ),
    );
  withTargets(program.command('labels'))
    .argument('<run>', 'a run, or a scenario for its newest run')
    .description('the ground truth: every changed cell, before and after')
    .addOption(new Option('--as <form>', 'form of the labels; default: csv').choices(['csv', 'jsonl', 'parquet']))
    .option('--out <file>', 'write a file; its ending says the form')
    .action(
      run(async (session, wanted: string, options) =>
        (await import('../commands/labels.ts')).labels(session, wanted, options),
      ),
    );
  program
    .command('grants')
    .argument('<target>', 'a target')
    .description('the SQL that gives a user the least privileges that Faultline needs there')
    .option('--user <name>', 'for whom, as the database names it; default: the user of the URL')
    .option('--tables <table...>', "tables that may be changed; default: those of the project's scenarios")
    .option('--read-only', 'only what plan and inspect need')
    .option('--offline', 'do not look into the target; names every table with its schema')
    .action(
      run(async (session, target: string, options) =>
        (await import('../commands/grants.ts')).grants(session, target, options),
      ),
    );
}
