import type { Command, CommanderError } from 'commander';
import { FaultlineError } from '../model/errors.ts';
import { logLevels } from '../output/log.ts';
import type { GlobalOptions } from './session.ts';

/** The options of every command, also where the arguments could not be read to their end. */
export function globalOptions(program: Command, argv: readonly string[]): GlobalOptions {
  const options = program.opts<GlobalOptions>();
  const format = written(argv, '--format', ['text', 'json', 'markdown'] as const);
  const logFormat = written(argv, '--log-format', ['pretty', 'json'] as const);
  const logLevel = written(argv, '--log-level', logLevels);
  return { ...options, ...(format && { format }), ...(logFormat && { logFormat }), ...(logLevel && { logLevel }) };
}

/** What is wrong with the arguments, and what to type instead. */
export function argumentError({ message }: CommanderError, argv: readonly string[], program: Command): FaultlineError {
  const command = program.commands.find((each) => argv.includes(each.name()))?.name();
  const [problem = '', suggestion] = message.replace(/^error: /u, '').split('\n');
  const help = `See: faultline ${command === undefined ? '' : `${command} `}--help`;
  const meant = /^\((?<meant>Did you mean .*\?)\)$/u.exec(suggestion ?? '')?.groups?.['meant'];
  return new FaultlineError('INVALID_ARGUMENT', problem.replaceAll("'", '"').replace(/\.$/u, ''), {
    hint: meant === undefined ? help : `${meant} ${help}`,
  });
}

function written<Choice extends string>(
  argv: readonly string[],
  option: string,
  choices: readonly Choice[],
): Choice | undefined {
  const index = argv.lastIndexOf(option);
  const value =
    index >= 0 ? argv[index + 1] : argv.findLast((word) => word.startsWith(`${option}=`))?.slice(option.length + 1);
  return choices.find((choice) => choice === value);
}
