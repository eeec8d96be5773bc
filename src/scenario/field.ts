import { maskLiteralSecrets } from './literal-secret.ts';
import { formatPath, type Path, type Problem } from './problem.ts';
import type { YamlFile } from './yaml-file.ts';

/** A value of a file at its path, and the way to refuse it. */
export interface Field {
  /** Undefined where the file has none. */
  readonly value: unknown;
  readonly path: Path;
  /** The path as messages name it: `during.from`. */
  readonly name: string;
  /** The digits of a number as they were written. */
  readonly numberText: string | undefined;
  /** The member of a mapping or list; its value is undefined where there is none. */
  at(key: string | number): Field;
  /** Reports a problem with the value. @returns undefined, for the reader to return */
  refuse(message: string, hint: string, code?: Problem['code']): undefined;
}

/** The field of a file's whole value. @param report receives what is refused */
export function rootField(file: YamlFile, report: (problem: Problem) => void): Field {
  return fieldAt(file, report, file.value, []);
}

function fieldAt(file: YamlFile, report: (problem: Problem) => void, value: unknown, path: Path): Field {
  return {
    value,
    path,
    name: formatPath(path),
    numberText: file.numberText(path),
    at: (key) => fieldAt(file, report, member(value, key), [...path, key]),
    refuse: (message, hint, code = 'INVALID_VALUE') => {
      report({ code, path, at: 'value', message, hint });
      return undefined;
    },
  };
}

function member(value: unknown, key: string | number): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string | number, unknown>>)[key];
}

/** The members of a list, as far as a file may have them; none where the value is no list. @param most of them */
export function membersOf(field: Field, most: number): readonly Field[] {
  return Array.isArray(field.value) ? field.value.slice(0, most).map((_, index) => field.at(index)) : [];
}

/** A value as messages show it: short, on one line, without a password that stands in it. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value))
    return value.length > 1 ? `a list of ${value.length}` : value.length === 1 ? 'a list' : 'an empty list';
  if (typeof value === 'object') return `{${Object.keys(value).slice(0, 3).join(': …, ')}: …}`;
  const text = maskLiteralSecrets(JSON.stringify(value));
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** The text of a field; empty where it is none. */
export function textOf({ value }: Field): string {
  return typeof value === 'string' ? value : '';
}
