import { readFileSync } from 'node:fs';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

const [path = '', exitCode] = process.argv.slice(2);
const report = JSON.parse(readFileSync(path, 'utf8')) as Report;
const failed = report.numFailedTests + filesThatDidNotLoad(report);
const isFailedWithoutTest = failed === 0 && exitCode !== '0';

// `passed failed skipped`, for the script that reads it.
console.log(report.numPassedTests, isFailedWithoutTest ? 1 : failed, report.numPendingTests + report.numTodoTests);

function filesThatDidNotLoad({ testResults }: Report): number {
  return testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
}
