/** A file that `npm run gen` writes and `npm run gen -- --check` compares. */
export interface GeneratedFile {
  /** Relative to the repository's top. */
  readonly path: string;
  readonly text: string;
}

/** Makes one file from the sources. Add it to the list in `scripts/gen.ts`. */
export type Generator = () => GeneratedFile | Promise<GeneratedFile>;
