import { type InputDefinition, inputDefinitions } from '../../src/action/input-definitions.ts';
import { outputDefinitions } from '../../src/action/output-definitions.ts';
import type { GeneratedFile } from './generated-file.ts';

/** `action.yml`: what GitHub reads of the action. */
export function actionMetadata(): GeneratedFile {
  const lines = [
    '# Made of src/action/input-definitions.ts and src/action/output-definitions.ts by `npm run gen`.',
    'name: Faultline',
    'description: Breaks data on purpose, by scenario files, so that teams learn whether their data-quality checks would catch it.',
    'author: Faultline',
    'branding:',
    '  icon: zap',
    '  color: orange',
    'inputs:',
    ...Object.entries<InputDefinition>(inputDefinitions).flatMap(([name, definition]) => inputLines(name, definition)),
    'outputs:',
    ...Object.entries(outputDefinitions).flatMap(([name, description]) => [
      `  ${name}:`,
      `    description: ${JSON.stringify(description)}`,
    ]),
    'runs:',
    '  using: node24',
    '  main: dist/action/main.js',
  ];
  return { path: 'action.yml', text: `${lines.join('\n')}\n` };
}

function inputLines(name: string, definition: InputDefinition): readonly string[] {
  return [
    `  ${name}:`,
    `    description: ${JSON.stringify(definition.description)}`,
    `    required: ${definition.required === true}`,
    ...(definition.default === undefined ? [] : [`    default: ${JSON.stringify(definition.default)}`]),
  ];
}
