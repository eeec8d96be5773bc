import { yamlScalar } from './yaml-scalar.ts';

/** What a new scenario file says above its steps. */
export interface NewScenario {
  readonly name: string;
  readonly description: string;
  readonly target: string;
  /** Where the scenario's JSON Schema is, for editors: a path relative to the file, or a URL. */
  readonly schema: string;
}

/** The text of a new scenario file. @param steps lines of YAML without indentation */
export function scenarioYaml(scenario: NewScenario, steps: readonly string[]): string {
  const lines = [
    `# yaml-language-server: $schema=${scenario.schema}`,
    'apiVersion: faultline/v1',
    'kind: Scenario',
    `name: ${yamlScalar(scenario.name)}`,
    `description: ${yamlScalar(scenario.description)}`,
    `target: ${yamlScalar(scenario.target)}`,
    '# The next apply after this time takes everything back.',
    'expires: 7 days',
    'steps:',
    ...steps.map((line) => `  ${line}`),
  ];
  return `${lines.join('\n')}\n`;
}
