import { engineFor } from '../src/engine/index.ts';
import type { Connection } from '../src/model/engine.ts';

/** A session on a database that is there. */
export async function connectTo(url: string): Promise<Connection> {
  const engine = await engineFor(url);
  return engine.connect({
    url,
    root: '/',
    readOnly: false,
    connectTimeout: 10,
    statementTimeout: 3600,
    lockTimeout: 60,
  });
}
