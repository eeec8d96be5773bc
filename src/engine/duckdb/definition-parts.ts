/** What stands between the parentheses of a `create table`, as the catalog writes it. */
export interface DefinitionParts {
  /** Of each column what stands behind its name, in the table's order. */
  readonly columns: readonly string[];
  readonly constraints: readonly string[];
}

const constraint = /^(?:PRIMARY KEY|UNIQUE|CHECK|FOREIGN KEY)\s?\(/;

/** Takes a `create table` apart. @param statement as `duckdb_tables()` keeps it */
export function definitionParts(statement: string): DefinitionParts {
  const parts = splitAtCommas(statement.slice(openingOf(statement) + 1).replace(/\)\s*;?\s*$/, ''));
  return {
    columns: parts.filter((part) => !constraint.test(part)).map(withoutName),
    constraints: parts.filter((part) => constraint.test(part)),
  };
}

/** The first parenthesis that is no part of a name. */
function openingOf(statement: string): number {
  let quoted = false;
  for (let at = 0; at < statement.length; at++) {
    if (statement[at] === '"') quoted = !quoted;
    else if (statement[at] === '(' && !quoted) return at;
  }
  return -1;
}

/** Commas within quotes or parentheses part nothing. */
function splitAtCommas(text: string): readonly string[] {
  const parts: string[] = [];
  let quote = '';
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  return [...parts, text.slice(from).trim()];
}

function withoutName(column: string): string {
  return column.replace(/^(?:"(?:[^"]|"")*"|\S+)\s+/, '');
}
