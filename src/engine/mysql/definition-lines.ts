/** A `show create table`, line by line. */
export interface DefinitionLines {
  /** What stands behind the name of each column, by its name. */
  readonly columns: ReadonlyMap<string, string>;
  /** Keys and constraints, as `add` takes them. */
  readonly hanging: readonly string[];
}

const columnLine = /^ {2}`((?:[^`]|``)+)` (.+?),?$/s;

/** Takes the server's own statement apart: each column, key and constraint stands on a line of its own. https://dev.mysql.com/doc/refman/8.0/en/show-create-table.html */
export function definitionLines(statement: string): DefinitionLines {
  const columns = new Map<string, string>();
  const hanging: string[] = [];
  for (const line of statement.split('\n').slice(1)) {
    const [, name, definition] = columnLine.exec(line) ?? [];
    if (name !== undefined && definition !== undefined) columns.set(name.replaceAll('``', '`'), definition);
    else if (line.startsWith('  ')) hanging.push(line.trim().replace(/,$/, ''));
  }
  return { columns, hanging };
}

/** Names in backquotes that a key or constraint holds. */
export function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/`((?:[^`]|``)+)`/g)].map((match) => match[1]!.replaceAll('``', '`'));
}

/** A column's definition without NOT NULL, its CHECK and AUTO_INCREMENT, for a column that waits for its values. */
export function waiting(definition: string): string {
  return outsideOfQuotes(definition, (text) =>
    text.replace(/ NOT NULL\b/, ' NULL').replace(/ AUTO_INCREMENT\b/, ''),
  ).replace(/ CHECK \(.*\)$/s, '');
}

function outsideOfQuotes(text: string, change: (text: string) => string): string {
  return text
    .split(/('(?:[^'\\]|''|\\.)*')/s)
    .map((part, index) => (index % 2 === 0 ? change(part) : part))
    .join('');
}
