import type { Connection } from '../model/engine.ts';
import type { Log } from '../model/log.ts';
import type { Target } from '../model/project.ts';
import type { RenderOptions } from '../output/render-options.ts';
import { openLog, type LogLevel } from '../output/log.ts';
import { redactor } from '../scenario/redact.ts';
import { abortOnSignals } from './abort-on-signals.ts';
import { openProgress, type Progress } from './progress.ts';
import { hasColour, pageWidth } from './terminal.ts';

/** Options that every command takes. */
export interface GlobalOptions {
  readonly format: 'text' | 'json' | 'markdown';
  readonly color: boolean;
  readonly logLevel: LogLevel;
  /** Absent: pretty on a terminal, else JSON lines. */
  readonly logFormat?: 'pretty' | 'json' | undefined;
  readonly showValues?: boolean | undefined;
  /** Folder in which the project is looked for, upwards. */
  readonly project: string;
}

/** One call of the command line: where it writes, what it hides, how it is stopped. */
export interface Session {
  readonly options: GlobalOptions;
  readonly log: Log;
  /** A person sits at standard input and output, and both are free for questions. */
  readonly isInteractive: boolean;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Targets in which this call has committed changes. */
  readonly changed: Set<string>;
  readonly clock: () => Date;
  /** How results are rendered. @param targets whose values may be shown: never those of production by default */
  render(targets: readonly Pick<Target, 'environment'>[]): RenderOptions;
  /** Writes the result to standard output, without secrets. Of several JSON documents the last one is written, at the end. */
  write(text: string): void;
  redact(text: string): string;
  /** From now on the text is written nowhere. */
  hide(secret: string): void;
  /** Closes the session's connections. */
  close(): Promise<void>;
  /** Closes everything and writes what is left to write; for the end of a command, whatever its outcome. */
  finish(): Promise<void>;
  /** Has the connection closed with the session. */
  track(connection: Connection): Connection;
}

export async function openSession(options: GlobalOptions): Promise<Session> {
  const secrets = new Set<string>();
  const connections = new Set<Connection>();
  const { stdin, stdout, stderr } = process;
  const redact = (text: string) => redactor([...secrets])(text);
  const progress = openProgress(stderr.isTTY && options.logFormat !== 'json' ? stderr : undefined);
  const log = await openLog({
    level: options.logLevel,
    format: options.logFormat ?? (stderr.isTTY ? 'pretty' : 'json'),
    colour: hasColour(stderr, options),
    redact,
    sink: {
      write(line) {
        progress.clear();
        stderr.write(line);
      },
    },
  });
  const isTerminal = stdout.isTTY === true;
  let document = '';
  const close = async () => {
    // What does not close is left to its server; the outcome is told all the same.
    for (const connection of connections) await connection.close().catch(() => undefined);
    connections.clear();
  };
  return {
    options,
    log,
    isInteractive: isTerminal && stdin.isTTY === true && options.format !== 'json',
    signal: abortOnSignals(),
    progress,
    changed: new Set(),
    clock: () => new Date(),
    render: (targets) => ({
      colour: hasColour(stdout, options),
      width: pageWidth(stdout),
      showValues:
        isTerminal && (options.showValues ?? !targets.some(({ environment }) => environment === 'production')),
      isProduction: targets.some(({ environment }) => environment === 'production'),
    }),
    write(text) {
      if (options.format === 'json') {
        document = text;
        return;
      }
      progress.stop();
      stdout.write(redact(text));
    },
    redact,
    hide: (secret) => secrets.add(secret),
    close,
    async finish() {
      progress.stop();
      await close();
      stdout.write(redact(document));
    },
    track(connection) {
      connections.add(connection);
      return connection;
    },
  };
}
