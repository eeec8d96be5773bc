import { expect } from 'vitest';
import type { Outcome, Shell } from './shell.ts';

/** Types a command with `--format json`, expects the exit code, and reads the one document that it prints. */
export async function documentOf(shell: Shell, code: number, ...words: readonly string[]): Promise<unknown> {
  return parsed(await shell.faultline(...words, '--format', 'json'), code);
}

/** The document on standard output, which has to be all that is there. */
export function parsed({ code, stdout, stderr }: Outcome, expected: number): unknown {
  expect(code, `${stdout}\n${stderr}`).toBe(expected);
  return JSON.parse(stdout) as unknown;
}

/** The value at a path of a document; undefined where there is none. */
export function at(document: unknown, ...path: readonly (string | number)[]): unknown {
  let value = document;
  for (const key of path)
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return value;
}

/** The list at a path of a document. */
export function listAt(document: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const list = at(document, ...path);
  if (!Array.isArray(list)) throw new TypeError(`no list at ${path.join('.')} of ${JSON.stringify(document)}`);
  return list;
}
