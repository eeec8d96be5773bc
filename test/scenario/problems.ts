import { expect } from 'vitest';
import { ProblemsError, type FaultlineError } from '../../src/model/errors.ts';
import { formatPlace } from '../../src/model/place.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';
import type { Scenario, Step } from '../../src/model/scenario.ts';
import { catalog } from './test-catalog.ts';

/** The problems of what is done, one line for each: `late.yaml:3:7 CODE message. Hint`. */
export function problemLines(act: () => unknown): readonly string[] {
  return problems(act).map(describe);
}

/** The problems of what is done; the test fails where there are none, or where something else is thrown. */
export function problems(act: () => unknown): readonly FaultlineError[] {
  try {
    act();
  } catch (error) {
    if (error instanceof ProblemsError) return error.problems;
    throw error;
  }
  return expect.fail('there are no problems');
}

export function describe(problem: FaultlineError): string {
  const place = problem.place === undefined ? '' : `${formatPlace(problem.place)} `;
  return `${place}${problem.code} ${problem.message}.${problem.hint === undefined ? '' : ` ${problem.hint}`}`;
}

/** A scenario file about the shop's customers whose one step has these lines of YAML. */
export function scenarioText(...stepLines: readonly string[]): string {
  const head = [
    'apiVersion: faultline/v1',
    'kind: Scenario',
    'name: late',
    'target: shop',
    'steps:',
    '  - id: emails',
    '    table: customers',
  ];
  return [...head, ...stepLines.map((line) => `    ${line}`), ''].join('\n');
}

/** The file of `scenarioText` as a scenario. */
export function scenario(...stepLines: readonly string[]): Scenario {
  return parseScenario(scenarioText(...stepLines), 'late.yaml', catalog);
}

/** Its one step. */
export function step(...stepLines: readonly string[]): Step {
  const [first] = scenario(...stepLines).steps;
  return first ?? expect.fail('there is no step');
}
