import { Type } from '@sinclair/typebox';
import type { Select } from '../model/scenario.ts';
import { shown, type Field } from './field.ts';

/** Neighbours in one run where the file does not say. */
const defaultRun = 20;
const longestRun = 1_000_000;

/** Schema of which eligible rows are taken. */
export const selectSchema = Type.Unsafe<unknown>({
  description:
    'Which of the eligible rows are taken: at random, leaning to one end of a column, in runs of neighbours, or by whole groups.',
  default: 'random',
  anyOf: [
    { const: 'random', description: 'Every eligible row is as likely as any other.' },
    {
      const: 'clustered',
      description: `Runs of ${defaultRun} neighbours in time order, or in key order without a time column.`,
    },
    Type.Object(
      { clustered: Type.Integer({ minimum: 2, maximum: longestRun, description: 'Number of neighbours in a run.' }) },
      { additionalProperties: false, title: '{clustered: length}' },
    ),
    Type.Object(
      {
        towards: Type.Unsafe<string>({ enum: ['high', 'low'], description: 'The end whose rows are likelier.' }),
        of: Type.String({
          minLength: 1,
          description: 'The column whose ranks count, or `self` for the column that the step changes.',
        }),
      },
      { additionalProperties: false, title: '{towards: high or low, of: column}' },
    ),
    { const: 'last', description: 'The last rows in the order of the key.' },
    Type.Object(
      { segment: Type.String({ minLength: 1, description: 'The column whose whole groups are taken.' }) },
      { additionalProperties: false, title: '{segment: column}' },
    ),
  ],
});

/** Reads `select` in any of its forms. @param subject the step's own column, which `self` stands for */
export function readSelect(field: Field, subject: string | undefined): Select | undefined {
  const { value } = field;
  if (value === 'random') return { mechanism: 'random' };
  if (value === 'last') return { mechanism: 'last' };
  if (value === 'clustered') return { mechanism: 'clustered', length: defaultRun };
  const keys = typeof value === 'object' && value !== null ? Object.keys(value).toSorted().join() : '';
  if (keys === 'clustered') return readClustered(field.at('clustered'));
  if (keys === 'of,towards') return readTowards(field, subject);
  const segment = keys === 'segment' ? field.at('segment').value : undefined;
  if (typeof segment === 'string' && segment !== '') return { mechanism: 'segment', column: segment };
  return field.refuse(
    `${field.name} ${shown(value)} is not a way to choose rows`,
    'Write random, clustered, {clustered: 20}, {towards: high, of: self}, {segment: country} or last.',
  );
}

function readClustered(field: Field): Select | undefined {
  const { value } = field;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 2 && value <= longestRun)
    return { mechanism: 'clustered', length: value };
  return field.refuse(`${field.name} ${shown(value)} is not the length of a run`, 'Write a whole number from 2.');
}

function readTowards(field: Field, subject: string | undefined): Select | undefined {
  const end = field.at('towards').value;
  const of = field.at('of');
  if (end !== 'high' && end !== 'low')
    return field
      .at('towards')
      .refuse(`${field.name}.towards ${shown(end)} is no end of a column`, 'Write high or low.');
  if (typeof of.value !== 'string' || of.value === '')
    return of.refuse(`${of.name} ${shown(of.value)} is not a column`, 'Name a column, or write self.');
  if (of.value !== 'self') return { mechanism: 'towards', end, column: of.value };
  if (subject !== undefined) return { mechanism: 'towards', end, column: subject };
  return of.refuse(`${of.name} is self, but the step changes whole rows`, 'Name the column whose values decide.');
}
