import type { Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import { raw } from '../../sql/sql.ts';
import { textLiteral } from '../text-literal.ts';

/** Asks the session, outside of any view. */
export type Ask = (statement: Sql) => Promise<readonly Row[]>;

/** A text as a literal: definitions of views and arguments of table functions take no bound values. */
export function literal(text: string): Sql {
  return raw(textLiteral(text));
}
