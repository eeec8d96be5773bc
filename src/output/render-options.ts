/** How a renderer writes. Nothing here depends on the locale: numbers, dates and words are the same everywhere. */
export interface RenderOptions {
  /** ANSI colours; without them the text alone says everything. */
  readonly colour: boolean;
  /** Sample values and keys as they are; masked otherwise. */
  readonly showValues: boolean;
  /** What is rendered comes from a production target: unless values are shown, less of it may be seen. Default: false. */
  readonly isProduction?: boolean | undefined;
  /** Columns of the terminal; long lines are wrapped to it. */
  readonly width: number;
}
