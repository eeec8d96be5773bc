import type { TableName } from '../model/table.ts';

/**
 * Reads `table`, `schema.table` or, for names that hold dots, `"my.schema"."my table"`.
 * @returns undefined where the text is none of these
 */
export function parseTableName(text: string, defaultSchema: string): TableName | undefined {
  const part = String.raw`"(?:[^"]|"")+"|[^".]+`;
  const match = new RegExp(`^(${part})(?:\\.(${part}))?$`, 'u').exec(text.trim());
  if (match === null) return undefined;
  const [first, second] = [match[1]!, match[2]].map((each) => (each === undefined ? undefined : unquote(each)));
  return second === undefined ? { schema: defaultSchema, name: first! } : { schema: first!, name: second };
}

/** The form that `parseTableName` reads back. */
export function writtenTable({ schema, name }: TableName): string {
  return `${writtenName(schema)}.${writtenName(name)}`;
}

/** A name in quotes where it holds a dot or a quote. */
export function writtenName(name: string): string {
  return /[".]/u.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

function unquote(part: string): string {
  return part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part;
}
