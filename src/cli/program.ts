import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { exitCodes } from '../model/error-codes.ts';
import { logLevels } from '../output/log.ts';
import { argumentError, globalOptions } from './arguments.ts';
import { reportError } from './report-error.ts';
import { openSession, type GlobalOptions, type Session } from './session.ts';
import { version } from './version.ts';

/** Seconds that commands wait for another Faultline by default. */
const lockTimeout = 30;

/** Parses arguments and runs the command; every command's code is loaded only when it is called. @returns the exit code */
export async function runProgram(argv: readonly string[]): Promise<number> {
  const program = buildProgram();
  let code: number = exitCodes.done;
  const run =
    (work: (session: Session, ...words: never[]) => Promise<number>) =>
    async (...words: unknown[]) => {
      code = await inSession(program.opts<GlobalOptions>(), (session) => work(session, ...(words as never[])));
    };
  addCommands(program, run);
  try {
    await program.parseAsync([...argv]);
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return exitCodes.done;
    if (error.code === 'commander.help') return exitCodes.invalid;
    return inSession(globalOptions(program, argv), () => Promise.reject(argumentError(error, argv, program)));
  }
}

type Run = (work: (session: Session, ...words: never[]) => Promise<number>) => (...words: unknown[]) => Promise<void>;

/** The command line as it is declared, without what it does: for help, completion and documentation. */
export function declareProgram(): Command {
  const program = buildProgram();
  addCommands(program, () => async () => {});
  return program;
}

function buildProgram(): Command {
  return new Command('faultline')
    .description('Breaks data on purpose, so that teams learn whether their data-quality checks would catch it.')
    .version(version())
    .exitOverride()
    .showSuggestionAfterError()
    .configureOutput({ outputError: () => {} })
    .configureHelp({ showGlobalOptions: true })
    .addOption(
      new Option('--format <form>', 'form of the result').choices(['text', 'json', 'markdown']).default('text'),
    )
    .addOption(
      new Option('--log-level <level>', 'least important events to log').choices([...logLevels]).default('info'),
    )
    .addOption(
      new Option(
        '--log-format <form>',
        'form of the log; default: pretty on a terminal, else one JSON object a line',
      ).choices(['pretty', 'json']),
    )
    .option('--no-color', 'no colours (as does NO_COLOR)')
    .option('--show-values', 'show sample values on a terminal, of production too')
    .option('--no-show-values', 'mask sample values')
    .option('--project <folder>', 'folder of faultline.yaml, or one below it', '.');
}

function addCommands(program: Command, run: Run): void {
  program
    .command('init')
    .argument('[folder]', 'where the files go', '.')
    .description('write faultline.yaml, a scenario and a workflow')
    .option('--name <project>', 'name of the project; default: of the folder')
    .option(
      '--url <url>',
      'URL of the first target, its password as a reference',
      'postgres://faultline:${env:SHOP_PASSWORD}@localhost:5432/shop',
    )
    .action(
      run(async (session, folder: string, options) =>
        (await import('./commands/init.ts')).init(session, folder, options),
      ),
    );
  program
    .command('validate')
    .argument('[paths...]', 'scenario files, folders or globs; default: all')
    .description('check files against schema and catalog; needs no database')
    .action(run(async (session, paths: string[]) => (await import('./commands/validate.ts')).validate(session, paths)));
  program
    .command('catalog')
    .argument('[id]', 'one anomaly, in full')
    .description('the anomaly types, explained')
    .action(run(async (session, id?: string) => (await import('./commands/catalog.ts')).showCatalog(session, id)));
  program
    .command('inspect')
    .argument('[target]', 'a target; may be left out where there is one only')
    .argument('[table]', 'a table: orders, public.orders')
    .description('tables, columns, keys, rows per day, and the anomalies that suit')
    .action(
      run(async (session, target?: string, table?: string) =>
        (await import('./commands/inspect.ts')).inspect(session, target, table),
      ),
    );
  withTargets(program.command('plan'))
    .argument('[paths...]', 'scenario files, folders or globs; default: all')
    .description('the dry-run diff; writes nothing in the target')
    .option('--out <file>', 'save the plan, for apply')
    .option('--detailed-exitcode', 'exit code 2 where there are changes')
    .option('--prune', 'heal what other branches or repositories of this project applied and no longer have')
    .action(
      run(async (session, paths: string[], options) =>
        (await import('./commands/plan.ts')).plan(session, paths, options),
      ),
    );
  withConflicts(withLock(withTargets(program.command('apply'))))
    .argument('[paths...]', 'scenario files, folders or globs (default: all), or a saved plan')
    .description('converge targets to the scenario files')
    .option('--auto-approve', 'do not ask')
    .option('--allow-production <target>', 'change this production target; its name typed out', collect, [])
    .option('--prune', 'heal what other branches or repositories of this project applied and no longer have')
    .action(
      run(async (session, paths: string[], options) =>
        (await import('./commands/apply.ts')).apply(session, paths, options),
      ),
    );
  withConflicts(withLock(withTargets(program.command('rollback'))))
    .argument('[what]', 'a run or a scenario')
    .description('take back; the scenario is then held')
    .option('--all', 'everything that is active')
    .option('--url <url>', 'a database, without any project: ${env:X} and ${file:…} work')
    .option('--ledger-schema <schema>', 'where the ledger is, with --url (default: as without a project)')
    .action(
      run(async (session, what: string | undefined, options) =>
        (await import('./commands/rollback.ts')).rollback(session, what, options),
      ),
    );
  withTargets(program.command('resume'))
    .argument('<scenario>')
    .description('end the hold of a scenario')
    .action(
      run(async (session, scenario: string, options: Targets) =>
        (await import('./commands/resume.ts')).resume(session, scenario, options.target),
      ),
    );
  withTargets(program.command('status'))
    .description('what is active, what is held, what a crash left open')
    .action(
      run(async (session, options: Targets) => (await import('./commands/status.ts')).status(session, options.target)),
    );
  withTargets(program.command('history'))
    .description('every run, newest first')
    .action(
      run(async (session, options: Targets) =>
        (await import('./commands/history.ts')).history(session, options.target),
      ),
    );
  withTargets(program.command('show'))
    .argument('<run>', 'a run, or a scenario for its newest run')
    .description('one run in full')
    .action(
      run(async (session, wanted: string, options: Targets) =>
        (await import('./commands/show.ts')).show(session, wanted, options.target),
      ),
    );
  withTargets(program.command('verify'))
    .argument('<run>', 'a run, or a scenario for its newest run')
    .description('is what the run changed still there? Exit code 1 where not')
    .action(
      run(async (session, wanted: string, options: Targets) =>
        (await import('./commands/show.ts')).verify(session, wanted, options.target),
      ),
    );
  withTargets(program.command('labels'))
    .argument('<run>', 'a run, or a scenario for its newest run')
    .description('the ground truth: every changed cell, before and after')
    .addOption(new Option('--as <form>', 'form of the labels; default: csv').choices(['csv', 'jsonl', 'parquet']))
    .option('--out <file>', 'write a file; its ending says the form')
    .action(
      run(async (session, wanted: string, options) =>
        (await import('./commands/labels.ts')).labels(session, wanted, options),
      ),
    );
  withLock(withTargets(program.command('recover')))
    .description('settle runs that a crash left open')
    .action(
      run(async (session, options: Targets & { lockTimeout: number }) =>
        (await import('./commands/recover.ts')).recover(session, options.target, options.lockTimeout),
      ),
    );
  program
    .command('completion')
    .argument('<shell>', 'bash, zsh or fish')
    .description('the completion script of a shell')
    .action(
      run(async (session, shell: string) =>
        (await import('./commands/completion.ts')).completion(session, shell, program),
      ),
    );
}

interface Targets {
  readonly target: readonly string[];
}

function withTargets(command: Command): Command {
  return command.option('--target <name>', 'only this target; a glob, and more than once', collect, []);
}

function withLock(command: Command): Command {
  return command.option(
    '--lock-timeout <seconds>',
    'how long to wait for another Faultline, or for rows that others hold',
    seconds,
    lockTimeout,
  );
}

function withConflicts(command: Command): Command {
  const choices = ['abort', 'skip', 'merge', 'force'];
  return command.addOption(
    new Option('--on-conflict <what>', 'when others changed rows that are to be taken back')
      .choices(choices)
      .default('abort'),
  );
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}

function seconds(value: string): number {
  const number = Number(value);
  if (!Number.isFinite(number) || number < 0) throw new InvalidArgumentError('a number of seconds is wanted.');
  return number;
}

async function inSession(options: GlobalOptions, work: (session: Session) => Promise<number>): Promise<number> {
  const session = await openSession(options);
  try {
    return await work(session);
  } catch (error) {
    return reportError(session, error);
  } finally {
    await session.finish();
  }
}
