/** Something that takes whole lines. */
export interface LineSink {
  write(line: string): void;
}
