import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import type { Environment } from '../scenario/ci-environment.ts';
import type { OutputName } from './output-definitions.ts';

/** Sets outputs of the step; nothing where no runner listens. */
export function setOutputs(env: Environment, outputs: Readonly<Partial<Record<OutputName, string>>>): void {
  for (const [name, value] of Object.entries(outputs)) append(env['GITHUB_OUTPUT'], keyValue(name, value));
}

/** Adds Markdown to the summary of the job; nothing where no runner listens. */
export function addSummary(env: Environment, markdown: string): void {
  append(env['GITHUB_STEP_SUMMARY'], `${markdown}\n`);
}

function append(file: string | undefined, text: string): void {
  if (file !== undefined && file !== '') appendFileSync(file, text);
}

/** A delimiter that nobody can foresee: a value that held it could set other outputs. */
function keyValue(name: string, value: string): string {
  const delimiter = `faultline-${randomUUID()}`;
  return `${name}<<${delimiter}\n${value}\n${delimiter}\n`;
}
