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

// `passed failed skipped`, then the names of the skipped ones, for the script that reads it.
console.log(report.numPassedTests, isFailedWithoutTest ? 1 : failed, report.numPendingTests + report.numTodoTests);
for (const name of skipped(report)) console.log(name);

function filesThatDidNotLoad({ testResults }: Report): number {
  return testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
}

/** Their names say why. */
function skipped({ testResults }: Report): readonly string[] {
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'skipped' || status === 'todo').map((test) => test.fullName),
  );
}
