import type { CommandLine, CommandWords, OptionWords } from './command-line.ts';

/** For fish from 3 on. */
export function fishCompletion({ commands, options }: CommandLine): string {
  const names = commands.map(({ name }) => name).join(' ');
  const unused = `not __fish_seen_subcommand_from ${names}`;
  return `# fish completion for faultline. To use it now: faultline completion fish | source
function __faultline_scenarios
  sed -n 's/^name: *\\([^ #]*\\).*/\\1/p' scenarios/*.yaml 2>/dev/null
end
complete -c faultline -f
${commands.map(({ name, description }) => `complete -c faultline -n ${quoted(unused)} -a ${name} -d ${quoted(description)}`).join('\n')}
${options.map((option) => optionLine(option)).join('\n')}
${commands.flatMap(linesOf).join('\n')}
`;
}

function linesOf({ name, options, argument }: CommandWords): readonly string[] {
  const condition = ` -n '__fish_seen_subcommand_from ${name}'`;
  const own = options.filter((option) => option.name !== '--help').map((option) => optionLine(option, condition));
  if (argument === 'nothing') return own;
  if (argument === 'file') return [...own, `complete -c faultline${condition} -F`];
  const words = argument === 'scenario' ? '(__faultline_scenarios)' : argument.words.join(' ');
  return [...own, `complete -c faultline${condition} -a ${quoted(words)}`];
}

function optionLine({ name, description, takesValue, choices }: OptionWords, condition = ''): string {
  const value = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : takesValue ? ' -r -F' : '';
  return `complete -c faultline${condition} -l ${name.slice(2)} -d ${quoted(description)}${value}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', String.raw`\\`).replaceAll("'", String.raw`\'`)}'`;
}
