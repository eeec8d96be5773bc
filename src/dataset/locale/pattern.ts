import { numbersIn } from '../form/formats.ts';
import { choice, row, text, type Form } from '../form/form.ts';

/** A pattern as definitions have it: `{{person.firstName}} {{location.street_suffix}}`, with a weight or without. */
export type Pattern = string | WeightedPattern;

interface WeightedPattern {
  readonly value: string;
  readonly weight: number;
}

/** What stands for a name in a pattern's braces. */
export type Refer = (name: string) => Form;

/**
 * Texts of one of some patterns, by weight; nothing where there is no pattern.
 * @param fixed what the text between the names is. Default: itself
 */
export function patterns(
  given: string | readonly Pattern[] | null | undefined,
  refer: Refer,
  fixed: (between: string) => Form = text,
): Form {
  const list = typeof given === 'string' ? [given] : (given ?? []);
  return choice(
    list.map((pattern) =>
      typeof pattern === 'string'
        ? { form: read(pattern, refer, fixed), weight: 1 }
        : { form: read(pattern.value, refer, fixed), weight: pattern.weight },
    ),
  );
}

/** As `patterns`, where `##` is a number of two digits. */
export function patternsWithNumbers(given: string | readonly Pattern[] | null | undefined, refer: Refer): Form {
  return patterns(given, refer, numbersIn);
}

function read(pattern: string, refer: Refer, fixed: (between: string) => Form): Form {
  const parts = pattern.split(/\{\{(.*?)\}\}/);
  return row(parts.map((part, index) => (index % 2 === 1 ? refer(part) : fixed(part))));
}
