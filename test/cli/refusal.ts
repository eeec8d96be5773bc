import { expect } from 'vitest';
import type { ErrorCode } from '../../src/model/error-codes.ts';
import { at, listAt } from './document.ts';
import type { Shop } from './shop.ts';

/** One refused problem: its code, and the place as `file:line` where it has one. */
export type Refusal = readonly [code: ErrorCode, place?: string];

/**
 * Types a command that is to be refused: with this exit code and these problems, each with a hint, told to people and
 * programs alike, without a stack.
 * @returns the messages, for what they have to name
 */
export async function refused(
  { shell }: Shop,
  exitCode: number,
  problems: readonly Refusal[],
  ...words: readonly string[]
): Promise<string> {
  const { code, stdout, stderr } = await shell.faultline(...words, '--format', 'json', '--log-level', 'warn');
  expect(code, stdout + stderr).toBe(exitCode);
  const document: unknown = JSON.parse(stdout);
  const errors = listAt(document, 'errors');
  expect(errors.map((error) => [at(error, 'code'), placeOf(error)])).toEqual(
    problems.map(([problem, place]) => [problem, place]),
  );
  for (const [problem] of problems) expect(stderr).toContain(problem);
  expect(stderr).not.toMatch(/\n +at .+:\d+:\d+/u);
  const withoutHint = errors.filter((error) => typeof at(error, 'hint') !== 'string');
  expect(withoutHint, 'each says what to do next').toEqual([]);
  return errors.map((error) => `${String(at(error, 'message'))} ${String(at(error, 'hint'))}`).join('\n');
}

function placeOf(error: unknown): string | undefined {
  const file = at(error, 'place', 'file');
  return file === undefined ? undefined : `${String(file)}:${String(at(error, 'place', 'line'))}`;
}
