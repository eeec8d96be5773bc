import type { Command } from 'commander';
import { declareProgram } from '../../src/cli/program.ts';
import { errorCodes } from '../../src/model/error-codes.ts';
import { markdownTable } from '../../src/output/markdown.ts';
import type { GeneratedFile } from './generated-file.ts';

const exits: readonly (readonly [number, string])[] = [
  [0, 'done, or nothing to do'],
  [1, 'error'],
  [2, 'there are changes (`plan --detailed-exitcode` only)'],
  [3, 'invalid input, limit exceeded, or not approved'],
  [4, 'stale plan'],
  [5, 'locked by another'],
  [6, 'rollback conflict'],
  [7, 'recovery needed'],
  [130, 'interrupted'],
];

/** Commands, options, exit codes and error codes for readers. */
export function commandReference(): GeneratedFile {
  const program = declareProgram();
  const text = [
    '# Commands',
    'Made from `src/cli/declare` and `src/model/error-codes.ts` by `npm run gen`.',
    '## Options of every command',
    optionList(program),
    ...program.commands.flatMap((command) => [
      `## \`faultline ${`${command.name()} ${command.usage().replace('[options]', '')}`.replaceAll(/ +/gu, ' ').trim()}\``,
      `${capital(command.description())}.`,
      optionList(command),
    ]),
    '## Exit codes',
    markdownTable(
      ['code', 'meaning'],
      exits.map(([code, meaning]) => [String(code), meaning]),
    ).join('\n'),
    '## Error codes',
    markdownTable(
      ['code', 'exit code', 'meaning'],
      Object.entries(errorCodes).map(([code, { exitCode, meaning }]) => [`\`${code}\``, String(exitCode), meaning]),
    ).join('\n'),
  ].filter((block) => block !== '');
  return { path: 'docs/commands.md', text: `${text.join('\n\n')}\n` };
}

function optionList(command: Command): string {
  const rows = command.options
    .filter((option) => option.long !== '--version')
    .map((option) => {
      const choices = option.argChoices ? ` (${option.argChoices.join(', ')})` : '';
      const isShown =
        option.defaultValue !== undefined &&
        option.long !== '--project' &&
        option.long !== '--log-format' &&
        String(option.defaultValue) !== '' &&
        option.defaultValue !== true;
      return [
        `\`${option.flags}\``,
        `${option.description}${choices}${isShown ? `; default: \`${String(option.defaultValue)}\`` : ''}`,
      ];
    });
  return rows.length === 0 ? '' : markdownTable(['option', 'meaning'], rows).join('\n');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
