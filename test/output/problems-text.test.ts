import { describe, expect, test } from 'vitest';
import { FaultlineError, ProblemsError } from '../../src/model/errors.ts';
import { problemsJson } from '../../src/output/problems-json.ts';
import { problemsText } from '../../src/output/problems-text.ts';

const unknownColumn = new FaultlineError('UNKNOWN_COLUMN', 'table public.orders has no column "totl"', {
  place: { file: 'scenarios/late.yaml', line: 12, column: 13 },
  line: '    column: totl',
  hint: 'Did you mean "total"?',
});

const unknownAnomaly = new FaultlineError('UNKNOWN_ANOMALY', 'there is no anomaly "nul-spike"', {
  place: { file: 'scenarios/crm.yaml', line: 9, column: 14 },
  line: '    anomaly: nul-spike',
  hint: 'Did you mean "null-spike"? faultline catalog lists all.',
});

const tooLong = new FaultlineError(
  'UNSAFE_WHERE',
  'the condition holds a second statement after its first one, which no condition of a scenario may do whatever it is for',
  {
    place: { file: 'scenarios/crm.yaml', line: 4, column: 131 },
    line: `\twhere: "${'größer = 1 and '.repeat(8)} 1=1; drop table customers"`,
  },
);

describe('problems as text', () => {
  test('show place, code, line, caret and the way out, in the order of files and lines', async () => {
    const error = new ProblemsError([unknownColumn, unknownAnomaly, tooLong]);
    await expect(problemsText(error, { colour: false, width: 80 })).toMatchFileSnapshot('snapshots/problems.txt');
  });

  test('put the caret under the column', () => {
    const [, line = '', caret = ''] = problemsText(unknownColumn, { colour: false, width: 100 }).split('\n');
    expect(line.slice(caret.indexOf('^'))).toBe('totl');
  });

  test('without a place are the code, the message and the hint', () => {
    const error = new FaultlineError('CONNECTION_FAILED', 'shop is not reachable', { hint: 'Is the server up?' });
    expect(problemsText(error, { colour: false, width: 80 })).toBe(
      'CONNECTION_FAILED  shop is not reachable\n    Is the server up?\n',
    );
  });
});

test('problems as a document are a list, empty where all is well', () => {
  expect(problemsJson(undefined)).toEqual({ formatVersion: 1, problems: [] });
  expect(problemsJson(new ProblemsError([unknownColumn]))).toMatchObject({
    problems: [{ code: 'UNKNOWN_COLUMN', file: 'scenarios/late.yaml', line: 12, column: 13 }],
  });
});
