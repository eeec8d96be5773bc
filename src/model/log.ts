/** What an event is about. Absent fields are left out of the line. */
export interface LogFields {
  readonly run?: string | undefined;
  readonly scenario?: string | undefined;
  readonly target?: string | undefined;
  readonly step?: string | undefined;
  readonly rows?: number | undefined;
  /** How long it took, in milliseconds. */
  readonly ms?: number | undefined;
  /** What went wrong; its code and message are written, its stack at level debug. */
  readonly error?: unknown;
  readonly [field: string]: unknown;
}

/** Where events go, one line each. The event is a few words in the past tense: "step applied". */
export interface Log {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
}
