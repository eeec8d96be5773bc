import { exitCodes } from '../model/error-codes.ts';

/** Milliseconds in which a repeated signal counts as the same one: npx and npm pass on what the terminal has sent to all. */
const sameKeystroke = 500;

/** A signal that is aborted by the first SIGINT or SIGTERM, its reason being the name. A second one ends the process at once. */
export function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  let since = 0;
  const onSignal = (name: NodeJS.Signals) => {
    if (!controller.signal.aborted) {
      since = performance.now();
      controller.abort(name);
    } else if (performance.now() - since > sameKeystroke) process.exit(exitCodes.interrupted);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return controller.signal;
}
