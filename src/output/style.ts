import picocolors from 'picocolors';

type Paint = (text: string) => string;

/** Colours by what they mean. Without colour each gives its text unchanged. */
export interface Style {
  readonly heading: Paint;
  readonly muted: Paint;
  readonly name: Paint;
  readonly good: Paint;
  readonly warning: Paint;
  readonly bad: Paint;
  /** Of the row symbols and of the actions that write or take such rows. */
  readonly insert: Paint;
  readonly update: Paint;
  readonly delete: Paint;
  readonly alter: Paint;
  readonly file: Paint;
}

/** @param colour whether the text goes where ANSI colours are wanted */
export function style(colour: boolean): Style {
  const colours = picocolors.createColors(colour);
  return {
    heading: colours.bold,
    muted: colours.dim,
    name: colours.cyan,
    good: colours.green,
    warning: (text) => colours.bold(colours.yellow(text)),
    bad: (text) => colours.bold(colours.red(text)),
    insert: colours.green,
    update: colours.yellow,
    delete: colours.red,
    alter: colours.magenta,
    file: colours.magenta,
  };
}
