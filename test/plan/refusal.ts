import { expect } from 'vitest';
import { ProblemsError, type FaultlineError } from '../../src/model/errors.ts';

/** The first problem that was thrown. */
export async function refusalOf(work: () => Promise<unknown>): Promise<FaultlineError> {
  const error: unknown = await work().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemsError);
  return (error as ProblemsError).problems[0]!;
}
