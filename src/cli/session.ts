import type { Connection } from '../model/engine.ts';
import type { Log } from '../model/log.ts';
import type { Target } from '../model/project.ts';
import type { RenderOptions } from '../output/render-options.ts';
import { openLog, type LogLevel } from '../output/log.ts';
import { redactor } from '../scenario/redact.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly format: 'text' | 'json' | 'markdown';
  readonly color: boolean;
  readonly logLevel: LogLevel;
  readonly logFormat: 'pretty' | 'json';
  readonly showValues?: boolean | undefined;
  /** Folder in which the project is looked for, upwards. */
  readonly project: string;
}

/** One call of the command line: where it writes, what it hides, how it is stopped. */
export interface Session {
  readonly options: GlobalOptions;
  readonly log: Log;
  /** A person sits at standard input and output. */
  readonly isInteractive: boolean;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  readonly clock: () => Date;
  /** How results are rendered. @param targets whose values may be shown: never those of production by default */
  render(targets: readonly Pick<Target, 'environment'>[]): RenderOptions;
  /** Writes the result to standard output, without secrets. */
  write(text: string): void;
  redact(text: string): string;
  /** From now on the text is written nowhere. */
  hide(secret: string): void;
  /** Closes the session's connections; for the end of a command, whatever its outcome. */
  close(): Promise<void>;
  /** Has the connection closed with the session. */
  track(connection: Connection): Connection;
}

/** Narrower terminals are treated as this wide; without a terminal texts are as wide as a page. */
const pageWidth = 100;

export async function openSession(options: GlobalOptions): Promise<Session> {
  const secrets = new Set<string>();
  const connections = new Set<Connection>();
  const redact = (text: string) => redactor([...secrets])(text);
  const isTerminal = process.stdout.isTTY === true;
  const colour = options.color && isTerminal && process.env['NO_COLOR'] === undefined;
  const logColour = options.color && process.stderr.isTTY === true && process.env['NO_COLOR'] === undefined;
  const log = await openLog({ level: options.logLevel, format: options.logFormat, colour: logColour, redact });
  return {
    options,
    log,
    isInteractive: isTerminal && process.stdin.isTTY === true,
    signal: abortOnSignals(),
    clock: () => new Date(),
    render: (targets) => {
      const isProduction = targets.some(({ environment }) => environment === 'production');
      return { colour, width: process.stdout.columns ?? pageWidth, showValues: isTerminal && (options.showValues ?? !isProduction) };
    },
    write: (text) => process.stdout.write(redact(text)),
    redact,
    hide: (secret) => secrets.add(secret),
    close: async () => {
      for (const connection of connections) await connection.close();
    },
    track: (connection) => {
      connections.add(connection);
      return connection;
    },
  };
}

function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort(name));
  return controller.signal;
}
