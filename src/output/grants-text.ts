import type { Grant } from '../model/grants.ts';
import { wrap } from './width.ts';

const page = 100;

/** Grants as a script of SQL, with the reason above each statement. @param title what the script is for, one sentence */
export function grantsText(title: string, grants: readonly Grant[]): string {
  const parts = grants.map(({ why, statement }) => [...comment(why), ...(statement === undefined ? [] : [statement])]);
  return `${[comment(title), ...parts].map((lines) => `${lines.join('\n')}\n`).join('\n')}`;
}

/** Names in it may hold line ends: each line is a comment of its own. */
function comment(text: string): readonly string[] {
  return wrap(text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' '), page).map((line) => `-- ${line}`);
}
