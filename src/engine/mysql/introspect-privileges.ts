import type { Privilege, Row } from '../../model/engine.ts';
import type { Sql } from '../../model/sql.ts';
import type { TableName } from '../../model/table.ts';
import { sql } from '../../sql/sql.ts';

type Ask = (statement: Sql) => Promise<Row[]>;

interface Grant {
  readonly isRevoked: boolean;
  readonly privileges: readonly string[];
  readonly schema: string;
  readonly table: string;
}

/** `GRANT SELECT, INSERT ON `shop`.* TO …`; what is granted on single columns has them in parentheses. */
const grantPattern = /^(GRANT|REVOKE) (.+?) ON (?:TABLE )?(\*|`(?:[^`]|``)+`)\.(\*|`(?:[^`]|``)+`) (?:TO|FROM) /s;

/**
 * Privileges on the table that the user lacks, its active roles counted in. Those on single columns do not count.
 * https://dev.mysql.com/doc/refman/8.0/en/show-grants.html
 */
export async function missingPrivileges(
  ask: Ask,
  table: TableName,
  wanted: readonly Privilege[],
): Promise<Privilege[]> {
  const rows = await ask(sql`show grants`);
  const grants = rows.flatMap((row) => grantFrom(String(Object.values(row)[0])) ?? []);
  const revoked = grants.filter(({ isRevoked, schema }) => isRevoked && schema === table.schema);
  return wanted.filter((privilege) => {
    const isRevoked = revoked.some((grant) => gives(grant, privilege));
    return !grants.some(
      (grant) =>
        !grant.isRevoked && gives(grant, privilege) && covers(grant, table) && !(grant.schema === '*' && isRevoked),
    );
  });
}

function grantFrom(text: string): Grant | undefined {
  const [, verb, privileges = '', schema = '', table = ''] = grantPattern.exec(text) ?? [];
  if (verb === undefined) return undefined;
  const onWhole = privileges.replaceAll(/\w+ \([^)]*\)/g, '');
  return {
    isRevoked: verb === 'REVOKE',
    privileges: onWhole.split(',').map((each) => each.trim().toLowerCase()),
    schema: unquoted(schema),
    table: unquoted(table),
  };
}

function unquoted(name: string): string {
  return name.startsWith('`') ? name.slice(1, -1).replaceAll('``', '`') : name;
}

function gives({ privileges }: Grant, privilege: Privilege): boolean {
  return privileges.some((each) => each === privilege || each === 'all privileges' || each === 'all');
}

/** Names of databases are patterns where all of their tables are meant. */
function covers(grant: Grant, table: TableName): boolean {
  if (grant.table !== '*') return grant.schema === table.schema && grant.table === table.name;
  return grant.schema === '*' || patternOf(grant.schema).test(table.schema);
}

/** `%`, `_` and a backslash as in `like`. */
function patternOf(schema: string): RegExp {
  const pieces = schema.matchAll(/\\(.)|(%)|(_)|(.)/gsu);
  const pattern = Array.from(pieces, ([, escaped, any, one, plain]) => {
    if (any !== undefined) return '.*';
    return one === undefined ? (escaped ?? plain ?? '').replace(/[$()*+.?[\\\]^{|}]/, '\\$&') : '.';
  });
  return new RegExp(`^${pattern.join('')}$`, 'su');
}
