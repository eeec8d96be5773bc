import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { stringify } from 'yaml';
import { expectation, type Schema } from './expectation.ts';
import { shown } from './field.ts';
import { didYouMean, nearest } from './nearest.ts';
import { formatPath, type Path, type Problem } from './problem.ts';

/**
 * What a value lacks or has too much by a schema, one problem for each cause.
 * @param path where the value stands in its file
 */
export function checkSchema(schema: object, value: unknown, path: Path): readonly Problem[] {
  const validate = validator(schema);
  // A copy, because defaults are filled in before a required key counts as missing.
  if (validate(structuredClone(value))) return [];
  return withoutSlips(causes((validate.errors ?? []).slice(0, mostErrors))).map((error) => toProblem(error, path));
}

/** A key that is missing since it is written with a slip is told once, at the slip. */
function withoutSlips(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const unknown = errors.filter(({ keyword }) => keyword === 'additionalProperties');
  const isSlipOf = (slip: ErrorObject, { instancePath, params }: ErrorObject) =>
    slip.instancePath === instancePath &&
    nearest(String(slip.params['additionalProperty']), Object.keys(propertiesOf(slip))) === params['missingProperty'];
  return errors.filter((error) => error.keyword !== 'required' || !unknown.some((slip) => isSlipOf(slip, error)));
}

function propertiesOf({ parentSchema }: ErrorObject): Readonly<Record<string, Schema>> {
  return ((parentSchema as Schema)['properties'] ?? {}) as Readonly<Record<string, Schema>>;
}

/** The value with the schema's defaults filled in where it is silent. */
export function withDefaults(schema: object, value: unknown): unknown {
  const filled: unknown = structuredClone(value);
  validator(schema)(filled);
  return filled;
}

/** Of a file that is wrong throughout, the first ones are enough. */
const mostErrors = 1000;

const validators = new WeakMap<object, ValidateFunction>();

function validator(schema: object): ValidateFunction {
  const known = validators.get(schema);
  if (known !== undefined) return known;
  const made = new Ajv({ allErrors: true, verbose: true, strict: false, useDefaults: true, logger: false }).compile(
    schema,
  );
  validators.set(schema, made);
  return made;
}

/** Errors of the branches of a choice give way to the choice's own, unless the value's type names one branch. */
function causes(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const dropped = new Set<ErrorObject>();
  for (const choice of errors.filter((error) => error.keyword === 'anyOf')) {
    const inside = errors.filter((error) => error.schemaPath.startsWith(`${choice.schemaPath}/`));
    const fitting = fittingBranch(choice);
    const isTold = inside.filter(
      (error) => fitting !== undefined && error.schemaPath.startsWith(`${choice.schemaPath}/${fitting}/`),
    );
    for (const error of inside) if (!isTold.includes(error)) dropped.add(error);
    if (isTold.length > 0) dropped.add(choice);
  }
  const left = errors.filter(
    (error) => !dropped.has(error) && error.keyword !== 'if' && error.propertyName === undefined,
  );
  return left.filter(
    (error, index) => isAboutKey(error) || left.findIndex((other) => isSamePlace(other, error)) === index,
  );
}

/** Position of the one branch of a choice that takes mappings or lists, where the value is one. */
function fittingBranch({ data, schema }: ErrorObject): number | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  const type = Array.isArray(data) ? 'array' : 'object';
  const fitting = (schema as readonly Schema[]).flatMap((branch, index) => (branch['type'] === type ? [index] : []));
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Of these one mapping may have several, each about a key of its own. */
function isAboutKey(error: ErrorObject): boolean {
  return ['required', 'additionalProperties', 'propertyNames'].includes(error.keyword);
}

function isSamePlace(left: ErrorObject, right: ErrorObject): boolean {
  return !isAboutKey(left) && left.instancePath === right.instancePath;
}

function toProblem(error: ErrorObject, from: Path): Problem {
  const path = [...from, ...pointerPath(error)];
  const schema = error.parentSchema as Schema;
  const properties = propertiesOf(error);
  if (error.keyword === 'required') {
    const key = String(error.params['missingProperty']);
    return {
      code: 'MISSING_KEY',
      path,
      at: 'value',
      message: `the key ${formatPath([...path, key])} is missing`,
      hint: meaning(key, properties[key]),
    };
  }
  if (error.keyword === 'additionalProperties') {
    const key = String(error.params['additionalProperty']);
    const hint = didYouMean(key, Object.keys(properties), 'keys');
    return { code: 'UNKNOWN_KEY', path: [...path, key], at: 'key', message: `unknown key "${key}"`, hint };
  }
  if (error.keyword === 'propertyNames') {
    const key = String(error.params['propertyName']);
    const wanted = expectation(schema['propertyNames'] as Schema);
    return {
      code: 'INVALID_VALUE',
      path: [...path, key],
      at: 'key',
      message: `the key ${shown(key)} must be ${wanted}`,
      hint: undefined,
    };
  }
  const message = `${formatPath(path) || 'the file'} must be ${expectation(schema)}, not ${shown(error.data)}`;
  return { code: 'INVALID_VALUE', path, at: 'value', message, hint: wayOut(error, schema) };
}

function pointerPath({ instancePath }: ErrorObject): Path {
  const parts = instancePath.split('/').slice(1);
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}

function meaning(key: string, schema: Schema | undefined): string | undefined {
  const description = schema?.['description'];
  return typeof description === 'string' ? `${key}: ${description}` : undefined;
}

/** The nearest of the texts to choose from; for a number where a text is wanted, quotes. */
function wayOut({ data }: ErrorObject, schema: Schema): string | undefined {
  if (typeof data === 'number' || typeof data === 'boolean')
    return schema['type'] === 'string' && !('pattern' in schema) ? 'Put it in quotes.' : undefined;
  const example: unknown = Array.isArray(schema['examples']) ? schema['examples'][0] : undefined;
  if (example !== undefined) return `For example: ${inFlow(example)}.`;
  const values = Array.isArray(schema['enum']) ? schema['enum'].filter((value) => typeof value === 'string') : [];
  return typeof data === 'string' && values.length > 0 ? didYouMean(data, values, 'values') : undefined;
}

/** A value as YAML on one line. */
function inFlow(value: unknown): string {
  return stringify(value, { collectionStyle: 'flow', flowCollectionPadding: false, lineWidth: 0 }).trim();
}
