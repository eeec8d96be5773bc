import { Command, CommanderError, Option } from 'commander';
import { exitCodes } from '../model/error-codes.ts';
import { logLevels } from '../output/log.ts';
import { argumentError, globalOptions } from './arguments.ts';
import { declareChanging } from './declare/changing-commands.ts';
import { declareDatasets } from './declare/dataset-commands.ts';
import { declareReading } from './declare/reading-commands.ts';
import type { Run } from './declare/shared-options.ts';
import { declareWriting } from './declare/writing-commands.ts';
import { reportError } from './report-error.ts';
import { openSession, type GlobalOptions, type Session } from './session.ts';
import { version } from './version.ts';

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

/** The command line as it is declared. @param run what commands are run with; default: they do nothing, for help, completion and documentation */
export function declareProgram(run: Run = () => async () => {}): Command {
  const program = buildProgram();
  addCommands(program, run);
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
  declareWriting(program, run);
  declareChanging(program, run);
  declareDatasets(program, run);
  declareReading(program, run);
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
