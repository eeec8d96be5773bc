import type { CommandLine, CommandWords } from './command-line.ts';

/** For bash from 3.2 on. */
export function bashCompletion({ commands, options }: CommandLine): string {
  const all = [
    ...new Map(
      [...options, ...commands.flatMap((command) => command.options)].map((option) => [option.name, option]),
    ).values(),
  ];
  const valued = all.filter(({ takesValue }) => takesValue).map(({ name }) => name);
  const chosen = all.filter(({ choices }) => choices.length > 0);
  const names = options.map(({ name }) => name);
  return `# bash completion for faultline. To use it now: source <(faultline completion bash)
_faultline() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}" command="" words="" files="" skip="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    if [ -n "$skip" ]; then skip=""; continue; fi
    case "$word" in
      ${valued.join('|')}) skip=1 ;;
      -*) ;;
      *) command="$word"; break ;;
    esac
  done
  case "$previous" in
${chosen.map(({ name, choices }) => `    ${name}) words="${choices.join(' ')}" ;;`).join('\n')}
    ${valued.filter((name) => !chosen.some((each) => each.name === name)).join('|')}) files=1 ;;
    *)
      case "$command" in
        "") words="${[...commands.map(({ name }) => name), ...names].join(' ')}" ;;
${commands.map((command) => caseOf(command, names)).join('\n')}
      esac ;;
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ -n "$files" ] && [ \${#COMPREPLY[@]} -eq 0 ]; then
    local IFS=$'\\n'
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
_faultline_scenarios() { sed -n 's/^name: *\\([^ #]*\\).*/\\1/p' scenarios/*.y*ml 2>/dev/null; }
complete -o filenames -F _faultline faultline
`;
}

function caseOf({ name, options, argument }: CommandWords, globals: readonly string[]): string {
  const own =
    typeof argument === 'object' ? argument.words : argument === 'scenario' ? ['$(_faultline_scenarios)'] : [];
  const words = [...new Set([...own, ...options.map((option) => option.name), ...globals])].join(' ');
  return `        ${name}) words="${words}"${argument === 'file' ? '; files=1' : ''} ;;`;
}
