import type { RowWriter } from './row-edit.ts';
import type { RecordScanner } from './splice.ts';

const lineFeed = 10;
const carriageReturn = 13;

/** A column as it is written into JSON. */
export interface JsonColumn {
  readonly name: string;
  /** Its values are numbers, truth values or JSON, which stand without quotes. */
  readonly isBare: boolean;
}

/** Records of JSON lines end with their line; lines of nothing but white space are none. */
export const jsonScanner: RecordScanner = {
  end(buffer, from, isLast) {
    const at = buffer.indexOf(lineFeed, from);
    if (at < 0) return isLast ? { end: buffer.length, next: buffer.length } : undefined;
    return { end: at > from && buffer[at - 1] === carriageReturn ? at - 1 : at, next: at + 1 };
  },
  isRow: (record) => record.some((byte) => byte !== 32 && byte !== 9 && byte !== carriageReturn),
};

/** Replaces values in the text of an object; keys that it does not have come last. What is not replaced keeps its bytes. */
export function jsonWriter(columns: readonly JsonColumn[]): RowWriter {
  return {
    changed(record, values) {
      const text = record.toString('utf8');
      const members = membersOf(text);
      let written = '';
      let from = 0;
      const seen = new Set<string>();
      for (const { key, start, end } of members) {
        const index = columns.findIndex((each) => each.name === key);
        const value = values[index];
        if (index < 0 || value === undefined || seen.has(key)) continue;
        seen.add(key);
        written += text.slice(from, start) + jsonText(columns[index]!, value);
        from = end;
      }
      const close = text.lastIndexOf('}');
      const missing = columns.flatMap((each, index) => {
        const value = values[index];
        const isThere = members.some(({ key }) => key === each.name);
        return isThere || value === undefined || value === null
          ? []
          : [`${JSON.stringify(each.name)}:${jsonText(each, value)}`];
      });
      const separator = members.length > 0 && missing.length > 0 ? ',' : '';
      return Buffer.from(`${written}${text.slice(from, close)}${separator}${missing.join(',')}${text.slice(close)}`);
    },
    added(values) {
      const members = columns.map(
        (each, index) => `${JSON.stringify(each.name)}:${jsonText(each, values[index] ?? null)}`,
      );
      return Buffer.from(`{${members.join(',')}}`);
    },
  };
}

interface Member {
  readonly key: string;
  /** Where its value begins and ends in the text. */
  readonly start: number;
  readonly end: number;
}

/** The members of an object, by their places in its text, which is known to be valid. */
function membersOf(text: string): readonly Member[] {
  const members: Member[] = [];
  let at = afterSpace(text, text.indexOf('{') + 1);
  while (text[at] === '"') {
    const keyEnd = endOfString(text, at);
    const start = afterSpace(text, text.indexOf(':', keyEnd) + 1);
    const end = endOfValue(text, start);
    members.push({ key: JSON.parse(text.slice(at, keyEnd)) as string, start, end });
    at = afterSpace(text, end);
    if (text[at] === ',') at = afterSpace(text, at + 1);
  }
  return members;
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (/\s/.test(text[at] ?? '')) at += 1;
  return at;
}

function endOfString(text: string, from: number): number {
  let at = from + 1;
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function endOfValue(text: string, from: number): number {
  if (text[from] === '"') return endOfString(text, from);
  let depth = 0;
  for (let at = from; at < text.length;) {
    const character = text[at]!;
    if (character === '"') {
      at = endOfString(text, at);
      continue;
    }
    if ('{['.includes(character)) depth += 1;
    if ('}]'.includes(character)) {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    }
    if (depth === 0 && (character === ',' || /\s/.test(character))) return at;
    at += 1;
  }
  return text.length;
}

function jsonText({ isBare }: JsonColumn, value: string | null): string {
  if (value === null) return 'null';
  // JSON has no words for what is no number.
  return isBare && !/^-?(NaN|Infinity)$/.test(value) ? value : JSON.stringify(value);
}
