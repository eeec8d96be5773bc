import { readFileSync } from 'node:fs';

/** Version of this Faultline, from its package.json: two folders up in the sources, in the build and in the action's bundle alike. */
export function version(): string {
  const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
  return String((JSON.parse(text) as { readonly version: unknown }).version);
}
