import { fileKinds, outputKinds } from '../../dataset/outputs.ts';
import type { Dataset, Output } from '../../model/dataset.ts';
import { FaultlineError } from '../../model/errors.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { withDefaults } from '../../scenario/schema-check.ts';

/** What the command line says about the output. */
export interface OutputChoice {
  readonly out?: string | undefined;
  readonly as?: string | undefined;
  readonly to?: string | undefined;
}

/** Kinds that need more than a word: they stand in the file. */
const fromFileOnly = ['http', 'target'];

/**
 * Where the rows go: as the command line says, else as the file says, else CSV files in the folder `data`. What the file
 * says of a kind holds for the command line's choice of the same kind, too.
 * @throws INVALID_ARGUMENT
 */
export function chooseOutput({ output }: Dataset, { out, as, to }: OutputChoice): Output {
  if (to !== undefined) {
    refuse('--to', { '--as': as, '--out': out });
    return { kind: 'target', with: { ...parametersOf('target', output), name: to } };
  }
  const kind = as ?? (out === undefined || isOfFiles(output?.kind) ? (output?.kind ?? 'csv') : 'csv');
  if (!outputKinds.has(kind) || (as !== undefined && fromFileOnly.includes(kind) && output?.kind !== kind))
    throw new FaultlineError('INVALID_ARGUMENT', `--as ${kind} is no kind of output`, {
      hint: fromFileOnly.includes(kind)
        ? `Write output: {${kind}: {…}} into the file${kind === 'target' ? ', or name the target: --to shop' : ''}.`
        : didYouMean(kind, [...fileKinds.keys(), 'nowhere'], 'kinds'),
    });
  if (out !== undefined && !isOfFiles(kind))
    throw new FaultlineError('INVALID_ARGUMENT', `--out is for files, and the rows go to ${kind}`, {
      hint: 'Leave it out, or choose files: --as csv.',
    });
  const parameters = parametersOf(kind, output);
  return { kind, with: out === undefined ? parameters : { ...parameters, folder: out } };
}

function parametersOf(kind: string, output: Output | undefined): Readonly<Record<string, unknown>> {
  if (output?.kind === kind) return output.with;
  return withDefaults(outputKinds.get(kind)!, {}) as Readonly<Record<string, unknown>>;
}

/** Whether a kind of output is files. */
export function isOfFiles(kind: string | undefined): boolean {
  return kind === undefined || fileKinds.has(kind);
}

function refuse(option: string, others: Readonly<Record<string, string | undefined>>): void {
  const other = Object.keys(others).find((name) => others[name] !== undefined);
  if (other !== undefined)
    throw new FaultlineError('INVALID_ARGUMENT', `${option} and ${other} exclude each other`, { hint: 'Keep one.' });
}
