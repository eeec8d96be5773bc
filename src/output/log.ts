import { pino } from 'pino';
import { FaultlineError } from '../model/errors.ts';
import type { Log, LogFields } from '../model/log.ts';
import type { LineSink } from './line-sink.ts';
import { prettyStream } from './log-pretty.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LogOptions {
  readonly level: LogLevel;
  /** `pretty` for people, `json` for machines: one object a line. */
  readonly format: 'pretty' | 'json';
  readonly colour: boolean;
  /** Applied to every text of every event, so that no secret is written. */
  readonly redact: (text: string) => string;
  /** Default: standard error, written at once, so that nothing is lost when the process is killed. */
  readonly sink?: LineSink | undefined;
}

/** A log on standard error with run, scenario, target, step, rows and milliseconds as fields. */
export async function openLog({ level, format, colour, redact, sink }: LogOptions): Promise<Log> {
  const lines = sink ?? pino.destination({ fd: 2, sync: true });
  const stream = format === 'pretty' ? await prettyStream(lines, colour) : lines;
  const logger = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream,
  );
  const written = (fields: LogFields) => presentable(fields, redact, level === 'debug');
  return {
    debug: (event, fields = {}) => logger.debug(written(fields), redact(event)),
    info: (event, fields = {}) => logger.info(written(fields), redact(event)),
    warn: (event, fields = {}) => logger.warn(written(fields), redact(event)),
    error: (event, fields = {}) => logger.error(written(fields), redact(event)),
  };
}

function presentable({ error, ...fields }: LogFields, redact: (text: string) => string, withStack: boolean): object {
  const described = error === undefined ? {} : { error: describe(error, withStack) };
  return redactDeeply({ ...fields, ...described }, redact) as object;
}

function describe(error: unknown, withStack: boolean): object {
  if (!(error instanceof Error)) return { message: String(error) };
  const stack = withStack ? { stack: error.stack } : {};
  const cause = withStack && error.cause !== undefined ? { cause: describe(error.cause, true) } : {};
  const code = error instanceof FaultlineError ? { code: error.code } : {};
  return { ...code, message: error.message, ...stack, ...cause };
}

function redactDeeply(value: unknown, redact: (text: string) => string): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map((entry) => redactDeeply(entry, redact));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [redact(name), redactDeeply(entry, redact)]));
}
