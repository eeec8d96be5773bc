import type { Command } from 'commander';

/** What a shell is to know about an option. */
export interface OptionWords {
  /** `--format`. */
  readonly name: string;
  readonly description: string;
  readonly takesValue: boolean;
  /** The values it takes; none = a file, or whatever. */
  readonly choices: readonly string[];
}

/** What a shell is to know about a command. */
export interface CommandWords {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionWords[];
  /** What its first argument may be: these words, the name of a scenario, or a file. */
  readonly argument: { readonly words: readonly string[] } | 'scenario' | 'file' | 'nothing';
}

/** The whole command line. */
export interface CommandLine {
  readonly commands: readonly CommandWords[];
  /** Options of every command. */
  readonly options: readonly OptionWords[];
}

/** The command line as it is declared. @param anomalies ids of the catalog */
export function commandLineOf(program: Command, anomalies: readonly string[]): CommandLine {
  const names = program.commands.map((command) => command.name());
  const words: Readonly<Record<string, readonly string[]>> = {
    catalog: anomalies,
    completion: ['bash', 'zsh', 'fish'],
    help: names,
  };
  const commands = program.commands.map((command) => ({
    name: command.name(),
    description: command.description(),
    options: optionsOf(command),
    argument: argumentOf(command, words[command.name()]),
  }));
  const help = { name: 'help', description: 'explain a command', options: [], argument: { words: names } };
  return { commands: [...commands, help], options: optionsOf(program) };
}

function optionsOf(command: Command): readonly OptionWords[] {
  const declared = command.options.flatMap((option) =>
    option.long
      ? [
          {
            name: option.long,
            description: option.description,
            takesValue: option.required || option.optional,
            choices: option.argChoices ?? [],
          },
        ]
      : [],
  );
  return [...declared, { name: '--help', description: 'explain it', takesValue: false, choices: [] }];
}

function argumentOf(command: Command, words: readonly string[] | undefined): CommandWords['argument'] {
  if (words !== undefined) return { words };
  const name = command.registeredArguments[0]?.name();
  if (name === 'run' || name === 'what' || name === 'scenario') return 'scenario';
  return name === 'paths' || name === 'folder' ? 'file' : 'nothing';
}
