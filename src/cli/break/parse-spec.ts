import { FaultlineError } from '../../model/errors.ts';

/** What is to be broken, out of one word of the command line. */
export interface BreakSpec {
  /** As it was typed. */
  readonly text: string;
  readonly anomaly: string;
  readonly column?: string | undefined;
  readonly volume?: string | undefined;
  readonly amplitude?: string | undefined;
}

const form = /^([a-z][a-z0-9-]*)(?::(?:"((?:[^"]|"")+)"|([^"=@]+)))?(?:=([^=@]+))?(?:@([^=@]+))?$/u;

/**
 * `anomaly[:column][=volume][@amplitude]`: `null-spike:email=10%`, `outlier:amount=1%@8 sd`, `duplicate-row=50 rows`.
 * A column whose name holds `=`, `@` or a quote stands in double quotes, quotes in it twice.
 * @throws INVALID_ARGUMENT
 */
export function parseSpec(text: string): BreakSpec {
  const match = form.exec(text.trim());
  if (match === null)
    throw new FaultlineError('INVALID_ARGUMENT', `"${text}" does not say what to break`, {
      hint: 'Write anomaly:column=volume@amplitude, of which all but the anomaly may be left out: null-spike:email=10%, outlier:amount=1%@"8 sd".',
    });
  const [, anomaly = '', quoted, plain, volume, amplitude] = match;
  return {
    text,
    anomaly,
    column: quoted?.replaceAll('""', '"') ?? plain,
    volume: volume?.trim(),
    amplitude: amplitude?.trim(),
  };
}
