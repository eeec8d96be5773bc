import type { Output } from '../../model/dataset.ts';
import type { Field } from '../../scenario/field.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import type { Problem } from '../../scenario/problem.ts';
import { checkSchema, withDefaults } from '../../scenario/schema-check.ts';
import { checkHttp } from '../http/check-http.ts';
import { outputKinds } from '../outputs.ts';

/** Reads where the rows go; undefined where the file is silent, or wrong. */
export function readOutput(field: Field, report: (problems: readonly Problem[]) => void): Output | undefined {
  const { value } = field;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const [kind] = Object.keys(value);
  if (kind === undefined) return undefined;
  const schema = outputKinds.get(kind);
  const parameters = field.at(kind);
  if (schema === undefined)
    return parameters.refuse(
      `there is no output ${kind}`,
      didYouMean(kind, outputKinds.keys(), 'outputs'),
      'UNKNOWN_KEY',
    );
  const given = parameters.value ?? {};
  const problems = checkSchema(schema, given, parameters.path);
  report(problems);
  if (kind === 'http' && problems.length === 0) checkHttp(parameters);
  return { kind, with: withDefaults(schema, given) as Readonly<Record<string, unknown>> };
}
