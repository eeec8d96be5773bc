import type { Privilege } from '../../model/engine.ts';
import type { Grant, GrantedTable, GrantRequest } from '../../model/grants.ts';
import { ledgerSchema } from '../ledger-schema.ts';

const tablePrivileges = ['select', 'insert', 'update', 'delete', 'alter'] as const satisfies readonly Privilege[];

/** https://dev.mysql.com/doc/refman/8.0/en/grant.html, https://mariadb.com/kb/en/grant/ */
export function grants(request: GrantRequest): readonly Grant[] {
  const user = account(request.user);
  return [ledgerGrant(request, user), ...request.tables.map((table) => tableGrant(table, user))];
}

function ledgerGrant({ ledgerSchema: own = ledgerSchema, isReadOnly }: GrantRequest, user: string): Grant {
  const all = `${quote(literally(own))}.*`;
  if (isReadOnly) {
    return {
      why: `To read which runs are active, and their snapshots, in Faultline's database ${quote(own)}.`,
      statement: `grant select on ${all} to ${user};`,
    };
  }
  return {
    why: `Faultline's ledger and snapshots stand in a database of their own, ${quote(own)}, which it makes itself.`,
    statement: `grant select, insert, update, delete, create, drop on ${all} to ${user};`,
  };
}

/** https://dev.mysql.com/doc/refman/8.0/en/information-schema-triggers-table.html: triggers are shown to those who may make some. */
function tableGrant({ name, privileges }: GrantedTable, user: string): Grant {
  const wanted = tablePrivileges.filter((each) => privileges.includes(each));
  const parts = [
    ...(wanted.includes('select') ? ['read rows'] : []),
    ...(wanted.some((each) => each !== 'select' && each !== 'alter') ? ['change them and take the change back'] : []),
    ...(wanted.includes('alter') ? ['rename columns'] : []),
  ];
  // https://dev.mysql.com/doc/refman/8.0/en/alter-table.html: it asks for these as well.
  const altering = wanted.includes('alter')
    ? ['create', 'insert'].filter((each) => !wanted.some((has) => has === each))
    : [];
  return {
    why: `To ${parts.join(', ')}. \`trigger\` is for seeing whether the table has triggers: no other privilege shows them.`,
    statement: `grant ${[...wanted, ...altering, 'trigger'].join(', ')} on ${quote(name.schema)}.${quote(name.name)} to ${user};`,
  };
}

function quote(identifier: string): string {
  return `\`${identifier.replaceAll('`', '``')}\``;
}

/** Where all tables of a database are meant, its name is a pattern: `%` and `_` stand for themselves behind a backslash. */
function literally(schema: string): string {
  return schema.replaceAll(/[%_\\]/gu, String.raw`\$&`);
}

/** `'name'@'host'`, as the server itself tells it or from `name@host`; without a host any. */
function account(user: string): string {
  if (/^'(?:[^']|'')*'@'(?:[^']|'')*'$/u.test(user)) return user;
  const at = user.lastIndexOf('@');
  const [title, host] = at < 0 ? [user, '%'] : [user.slice(0, at), user.slice(at + 1)];
  return `${text(title)}@${text(host)}`;
}

/** A backslash stands for itself or for more, by the mode of whoever runs the script: twice it is read as one by the default. */
function text(part: string): string {
  return `'${part.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}
