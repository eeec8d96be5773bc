import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Lets JavaScript's collector come by now. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
