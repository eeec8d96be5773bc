import type { Command } from 'commander';
import { FaultlineError } from '../../model/errors.ts';
import type { Session } from '../session.ts';

/** Prints the completion script of a shell, made from the commands as they are declared. */
export async function completion(session: Session, shell: string, program: Command): Promise<number> {
  const script = new Map([
    ['bash', bash],
    ['zsh', zsh],
    ['fish', fish],
  ]).get(shell);
  if (script === undefined)
    throw new FaultlineError('INVALID_ARGUMENT', `no completion for "${shell}"`, { hint: 'Known: bash, zsh, fish.' });
  session.write(script(program));
  return 0;
}

function bash(program: Command): string {
  const cases = program.commands.map(
    (command) => `    ${command.name()}) words="${optionsOf(command, program).join(' ')}" ;;`,
  );
  return `# bash completion for faultline: source <(faultline completion bash)
_faultline() {
  local current="\${COMP_WORDS[COMP_CWORD]}" command="" word words
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in -*) ;; *) command="$word"; break ;; esac
  done
  case "$command" in
    "") words="${[...namesOf(program), ...optionsOf(program)].join(' ')}" ;;
${cases.join('\n')}
    *) words="" ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ \${#COMPREPLY[@]} -eq 0 ]; then COMPREPLY=($(compgen -f -- "$current")); fi
}
complete -o filenames -F _faultline faultline
`;
}

function zsh(program: Command): string {
  const commands = program.commands.map((command) => `    ${quoted(`${command.name()}:${command.description()}`)}`);
  const cases = program.commands.map(
    (command) => `    ${command.name()}) compadd -- ${optionsOf(command, program).join(' ')}; _files ;;`,
  );
  return `#compdef faultline
# zsh completion for faultline: source <(faultline completion zsh)
_faultline() {
  local -a commands
  commands=(
${commands.join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "\${words[2]}" in
${cases.join('\n')}
  esac
}
compdef _faultline faultline
`;
}

function fish(program: Command): string {
  const commands = program.commands.map(
    (command) =>
      `complete -c faultline -n __fish_use_subcommand -f -a ${command.name()} -d ${quoted(command.description())}`,
  );
  const options = program.commands.flatMap((command) =>
    command.options.flatMap((option) => {
      const long = option.long?.slice(2);
      return long === undefined
        ? []
        : [
            `complete -c faultline -n '__fish_seen_subcommand_from ${command.name()}' -l ${long} -d ${quoted(option.description)}`,
          ];
    }),
  );
  return `# fish completion for faultline: faultline completion fish | source
${[...commands, ...options].join('\n')}
`;
}

function namesOf(program: Command): readonly string[] {
  return program.commands.map((command) => command.name());
}

function optionsOf(...commands: readonly Command[]): readonly string[] {
  return commands.flatMap((command) => command.options.flatMap(({ long }) => (long ? [long] : [])));
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
