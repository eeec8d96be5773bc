import { readFileSync } from 'node:fs';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const [path = '', exitCode] = process.argv.slice(2);
const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
const failed = report.numFailedTests + filesThatDidNotLoad(report);
const isFailedWithoutTest = failed === 0 && exitCode !== '0';

// `passed failed skipped`, then the names of the failed and of the skipped ones, for the script that reads it.
console.log(report.numPassedTests, isFailedWithoutTest ? 1 : failed, report.numPendingTests + report.numTodoTests);
for (const name of namesOf(report, ['failed'])) console.log(`failed: ${name}`);
for (const name of namesOf(report, ['skipped', 'todo'])) console.log(`skipped: ${name}`);

function filesThatDidNotLoad({ testResults }: Report): number {
  return testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
}

/** The names of skipped tests say why. */
function namesOf({ testResults }: Report, statuses: readonly string[]): readonly string[] {
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => statuses.includes(status)).map((test) => test.fullName),
  );
}
