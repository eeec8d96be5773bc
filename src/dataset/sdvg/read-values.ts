import { membersOf, shown, type Field } from '../../scenario/field.ts';
import { readMoment } from '../../scenario/moment.ts';
import type { SdvgType, SdvgValue } from './configuration.ts';

const mostValues = 100_000;

/** Reads `values` as values of the column's type; undefined where there are none. */
export function readValues(field: Field, type: SdvgType): readonly SdvgValue[] | undefined {
  if (field.value === undefined || field.value === null) return undefined;
  const values = membersOf(field, mostValues);
  if (values.length === 0) return field.refuse('values is an empty list', 'Write at least one value.');
  return values.map((each) => readValue(each, type) ?? null);
}

function readValue(field: Field, type: SdvgType): SdvgValue | undefined {
  const { value } = field;
  if (value === null) return null;
  switch (type) {
    case 'integer':
    case 'float': {
      const number = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
      if (String(value).trim() !== '' && (type === 'float' ? Number.isFinite(number) : Number.isSafeInteger(number)))
        return number;
      return field.refuse(
        `${shown(value)} is not ${type === 'float' ? 'a number' : 'a whole number'}`,
        'Write digits.',
      );
    }
    case 'string':
      return String(value);
    case 'uuid':
      if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(String(value))) return String(value).toLowerCase();
      return field.refuse(`${shown(value)} is not a UUID`, 'Write 32 hexadecimal digits with dashes.');
    case 'datetime':
      if (typeof value === 'number') return `${new Date(value * 1000).toISOString().slice(0, 23)}000Z`;
      return readMoment(field);
  }
}
