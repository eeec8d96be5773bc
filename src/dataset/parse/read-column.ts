import type { ColumnSource, DataColumn, Pick } from '../../model/dataset.ts';
import { shown, type Field } from '../../scenario/field.ts';
import { nearest } from '../../scenario/nearest.ts';
import { typeHint } from './type-hint.ts';
import type { Problem } from '../../scenario/problem.ts';
import { checkSchema, withDefaults } from '../../scenario/schema-check.ts';
import { readVolume } from '../../scenario/volume.ts';
import type { ValueTypes } from '../compile/compile-table.ts';
import {
  expressionColumnSchema,
  referenceColumnSchema,
  templateColumnSchema,
  typedColumnSchema,
} from './column-schema.ts';
import { readChildren } from './read-children.ts';

/** A column as it is read, and the reference that it is, if it is one. */
export interface ReadColumn {
  readonly column: DataColumn;
  readonly reference?: { readonly table: string; readonly key: string; readonly pick: Pick } | undefined;
}

/** Reads a column: a type's name, or a mapping of one of four forms. @param report receives what its schema refuses */
export function readColumn(
  field: Field,
  name: string,
  types: ValueTypes,
  report: (problems: readonly Problem[]) => void,
): ReadColumn | undefined {
  const { value } = field;
  if (typeof value === 'string') return readTyped(field, name, { type: value }, types, report);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return field.refuse(
      `${shown(value)} is not a column`,
      'Write a type such as first_name, or a mapping with type, template, expression or references.',
    );
  const forms = allForms.filter((key) => key in value);
  if (forms.length === 0) return refuseFormless(field, name, Object.keys(value));
  if (forms.length > 1)
    return field.refuse(
      `${forms.join(' and ')} stand side by side`,
      'Write one of type, template, expression and references.',
    );
  switch (forms[0]) {
    case 'template':
      report(checkSchema(templateColumnSchema, value, field.path));
      return plain(field, name, { kind: 'template', text: String(field.at('template').value) });
    case 'expression': {
      report(checkSchema(expressionColumnSchema, value, field.path));
      const type = field.at('as').value;
      const text = String(field.at('expression').value);
      return plain(field, name, { kind: 'expression', text, type: typeof type === 'string' ? type : 'VARCHAR' });
    }
    case 'references':
      report(checkSchema(referenceColumnSchema, value, field.path));
      return readReferring(field, name);
    default:
      return readTyped(field, name, value as Readonly<Record<string, unknown>>, types, report);
  }
}

const allForms = ['type', 'template', 'expression', 'references'];

function refuseFormless(field: Field, name: string, keys: readonly string[]): undefined {
  const slip = keys.map((key) => ({ key, meant: nearest(key, allForms) })).find(({ meant }) => meant !== undefined);
  if (slip !== undefined)
    return field.at(slip.key).refuse(`unknown key "${slip.key}"`, `Did you mean "${slip.meant}"?`, 'UNKNOWN_KEY');
  return field.refuse(
    `the column ${name} says nothing of its values`,
    'Write one of type, template, expression and references.',
  );
}

function plain(field: Field, name: string, source: ColumnSource): ReadColumn {
  return { column: { name, source, unique: false, nulls: amount(field.at('nulls')) } };
}

function readReferring(field: Field, name: string): ReadColumn {
  const text = String(field.at('references').value);
  const dot = text.lastIndexOf('.');
  return {
    column: { name, source: { kind: 'reference' }, unique: false, nulls: amount(field.at('nulls')) },
    reference: { table: text.slice(0, dot), key: text.slice(dot + 1), pick: readPick(field) },
  };
}

/** `pick` or `children`. */
export function readPick(field: Field): Pick {
  const [pick, children] = [field.at('pick'), field.at('children')];
  if (pick.value !== undefined && children.value !== undefined)
    children.refuse('pick and children stand side by side', 'Keep one of the two.');
  if (children.value !== undefined) return { how: 'children', shares: readChildren(children) ?? [0, 1] };
  if (pick.value === 'once' || pick.value === 'inOrder') return { how: pick.value };
  const exponent = pick.at('zipf').value;
  return typeof exponent === 'number' ? { how: 'zipf', exponent } : { how: 'uniform' };
}

function readTyped(
  field: Field,
  name: string,
  value: Readonly<Record<string, unknown>>,
  types: ValueTypes,
  report: (problems: readonly Problem[]) => void,
): ReadColumn | undefined {
  const id = value['type'];
  const type = typeof id === 'string' ? types.get(id) : undefined;
  if (type === undefined) {
    const place = typeof field.value === 'string' ? field : field.at('type');
    return place.refuse(`there is no type ${shown(id)}`, typeHint(String(id), types));
  }
  report(checkSchema(typedColumnSchema(type), value, field.path));
  const keys = Object.keys(type.parameters.properties);
  const own = Object.fromEntries(Object.entries(value).filter(([key]) => keys.includes(key)));
  const parameters = withDefaults(type.parameters, own) as Readonly<Record<string, unknown>>;
  const locale = value['locale'];
  const ordered = value['ordered'];
  return {
    column: {
      name,
      source: {
        kind: 'type',
        type: type.id,
        with: typeof locale === 'string' ? { ...parameters, locale } : parameters,
      },
      nulls: amount(field.at('nulls')),
      unique: value['unique'] === true,
      distinct: amount(field.at('distinct')),
      ordered:
        ordered === true || ordered === 'ascending' ? 'ascending' : ordered === 'descending' ? 'descending' : undefined,
    },
  };
}

/** A share or number of rows; undefined where the file is silent, or wrong. */
export function amount(field: Field): DataColumn['nulls'] {
  return field.value === undefined ? undefined : readVolume(field);
}
