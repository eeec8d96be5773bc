import type { Connection } from '../model/engine.ts';
import { openProgress } from '../cli/progress.ts';
import type { Session } from '../cli/session.ts';
import { openLog } from '../output/log.ts';
import { redactor } from '../scenario/redact.ts';
import type { Inputs } from './inputs.ts';
import { mask, say } from './workflow-commands.ts';

/** Columns of text in a step's log. */
const width = 120;

/**
 * The session of a step: it logs to standard output, asks nothing, shows no values, and has the runner mask every
 * secret. What commands write is the report's to tell, and dropped here.
 */
export async function openActionSession({ config, logLevel }: Pick<Inputs, 'config' | 'logLevel'>): Promise<Session> {
  const secrets = new Set<string>();
  const connections = new Set<Connection>();
  const redact = (text: string) => redactor([...secrets])(text);
  const log = await openLog({ level: logLevel, format: 'pretty', colour: false, redact, sink: { write: say } });
  const close = async () => {
    // What does not close is left to its server; the outcome is told all the same.
    for (const connection of connections) await connection.close().catch(() => undefined);
    connections.clear();
  };
  return {
    options: { format: 'markdown', color: false, logLevel, logFormat: 'pretty', showValues: false, project: config },
    log,
    isInteractive: false,
    signal: abortOnCancellation((name) =>
      log.warn('the step was cancelled, leaving nothing half done', { signal: name }),
    ),
    progress: openProgress(undefined),
    changed: new Set(),
    clock: () => new Date(),
    render: (targets) => ({
      colour: false,
      width,
      showValues: false,
      isProduction: targets.some(({ environment }) => environment === 'production'),
    }),
    write() {},
    redact,
    hide(secret) {
      if (secrets.has(secret)) return;
      secrets.add(secret);
      mask(secret);
    },
    close,
    finish: close,
    track(connection) {
      connections.add(connection);
      return connection;
    },
  };
}

/**
 * Aborted when the workflow is cancelled: the runner sends SIGINT, SIGTERM 7.5 seconds later, and 2.5 seconds after that it
 * kills. All of that time is for leaving nothing half done, so the second signal ends nothing.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-cancellation
 */
function abortOnCancellation(tell: (signal: NodeJS.Signals) => void): AbortSignal {
  const controller = new AbortController();
  const onSignal = (name: NodeJS.Signals) => {
    if (controller.signal.aborted) return;
    tell(name);
    controller.abort(name);
  };
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  return controller.signal;
}
