import { drawFor } from './strike.ts';

/** One of several things that may become of a value; undefined where it is impossible. */
export type Outcome = string | undefined;

/** The outcome that is drawn for a row, or where it is impossible the first one that is possible. @param key of the row, from 1 */
export function drawnOutcome(key: number, outcomes: readonly Outcome[], purpose = 'value'): Outcome {
  return outcomes[drawFor(key, purpose, outcomes.length)] ?? outcomes.find((outcome) => outcome !== undefined);
}

/** What `strike` gives where each value becomes what `make` says: undefined where nothing changes. */
export function eachMade(
  values: readonly (string | null)[],
  make: (text: string, key: number) => Outcome,
): (string | undefined)[] {
  return values.map((value, index) => {
    const made = value === null ? undefined : make(value, index + 1);
    return made === value ? undefined : made;
  });
}
