import { inject } from 'vitest';
import type { ServerName } from './engine-names.ts';

/** URL of an engine's server in this run. @throws Error that says why there is none */
export function serverOf(engine: ServerName): string {
  const server = inject('servers')[engine];
  if ('missing' in server) throw new Error(`no ${engine} in this run: ${server.missing}`);
  return server.url;
}
