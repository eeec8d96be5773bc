import type { CommandLine, CommandWords, OptionWords } from './command-line.ts';

/** For zsh from 5 on. */
export function zshCompletion({ commands, options }: CommandLine): string {
  return `#compdef faultline
# zsh completion for faultline. To use it now: source <(faultline completion zsh)
_faultline() {
  local curcontext="$curcontext" state line
  local -a commands shared
  commands=(
${commands.map(({ name, description }) => `    ${quoted(`${name}:${description}`)}`).join('\n')}
  )
  shared=(
${options.map((option) => `    ${specOf(option)}`).join('\n')}
  )
  _arguments -C $shared '1: :->command' '*:: :->rest'
  case "$state" in
    command) _describe command commands ;;
    rest)
      case "\${line[1]}" in
${commands.map(caseOf).join('\n')}
      esac ;;
  esac
}
_faultline_scenarios() {
  local -a names
  names=(\${(f)"$(sed -n 's/^name: *\\([^ #]*\\).*/\\1/p' scenarios/*.y*ml(N) /dev/null)"})
  compadd -a names
}
compdef _faultline faultline
`;
}

function caseOf({ name, options, argument }: CommandWords): string {
  const rest = argument === 'nothing' ? [] : [`'*: :${actionOf(argument)}'`];
  return `        ${name}) _arguments $shared ${[...options.filter((option) => option.name !== '--help').map(specOf), ...rest].join(' ')} ;;`;
}

function actionOf(argument: Exclude<CommandWords['argument'], 'nothing'>): string {
  if (typeof argument === 'object') return `(${argument.words.join(' ')})`;
  return argument === 'scenario' ? '_faultline_scenarios' : '_files';
}

function specOf({ name, description, takesValue, choices }: OptionWords): string {
  const value = choices.length > 0 ? `:value:(${choices.join(' ')})` : takesValue ? ':value:_files' : '';
  return quoted(`${name}[${description.replaceAll(/[[\]:\\]/gu, String.raw`\$&`)}]${value}`);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
