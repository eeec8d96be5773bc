import { init, parse } from '@guanmingchiu/sqlparser-ts';
import { complaintsAboutNode } from './grammar.ts';

/** Loads the parser, which is WebAssembly. */
export const loadParser = init;

/**
 * What a parser of T-SQL that is not ours has against statements, and what SQL Server has against what that parser lets
 * pass; nothing where it reads them. It looks up neither names nor types.
 */
export function complaintsAbout(text: string): readonly string[] {
  return statementsOf(text).flatMap((statement) => queriesOf(statement).flatMap(complaintsAboutQuery));
}

function complaintsAboutQuery(query: string): readonly string[] {
  try {
    return complaintsAboutNode(parse(beforeSequences(query), 'mssql'));
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** The statements of a block that the parser does not know: what is tried, and what is done where it fails. */
function statementsOf(text: string): readonly string[] {
  const block = /^begin try\n(.*)\nend try\nbegin catch\n(.*)\nend catch$/s.exec(text);
  if (!block) return [text];
  const statements = block.slice(1).flatMap((part) => part.split(/;\n|;$/));
  return statements.filter((statement) => statement !== '' && statement !== 'throw');
}

/** The parser takes what follows the word FOR for a lock. */
function beforeSequences(query: string): string {
  return query.replaceAll(/\bnext value for (\[\w+\]\.\[\w+\])/gi, '$1');
}

/**
 * The queries in parentheses, each with a small one in place of those inside of it, and the statement around them: the
 * parser gives up where they are nested deeply.
 */
function queriesOf(statement: string): readonly string[] {
  const queries: string[] = [];
  const open: string[] = [''];
  for (const [token] of statement.matchAll(/'[^']*'|\[[^\]]*\]|[()]|[^'[()]+|./gs)) {
    if (token === '(') {
      open.push('');
    } else if (token === ')' && open.length > 1) {
      const inner = open.pop() ?? '';
      const isQuery = /^\s*select\b/.test(inner);
      if (isQuery) queries.push(`select 1 as [one] from (${inner.trim()}) q`);
      open[open.length - 1] += isQuery ? '(select 1 as [one])' : `(${inner})`;
    } else {
      open[open.length - 1] += token;
    }
  }
  return [...queries, open.join('(')];
}
