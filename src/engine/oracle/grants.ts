import type { Privilege } from '../../model/engine.ts';
import type { Grant, GrantedTable, GrantRequest } from '../../model/grants.ts';
import { textLiteral } from '../text-literal.ts';
import { quote } from './quote.ts';

const tablePrivileges = ['select', 'insert', 'update', 'delete', 'alter'] as const satisfies readonly Privilege[];

/** https://docs.oracle.com/database/122/SQLRF/GRANT.htm */
export function grants(request: GrantRequest): readonly Grant[] {
  const { user, tables } = request;
  return [
    { why: 'To connect.', statement: `grant create session to ${quote(user)};` },
    ...ledgerGrants(request),
    ...tables.flatMap((table) => (table.name.schema === user ? [] : tableGrants(table, quote(user)))),
  ];
}

function ledgerGrants({ user, ledgerSchema: own = user, isReadOnly }: GrantRequest): readonly Grant[] {
  const schema = quote(own);
  if (own !== user) {
    return [
      {
        why: `The ledger is ${schema}'s: Oracle lends rights on another user's tables one by one, so that they are granted by ${schema} on each table of the ledger, or the ledger is left where it is by default, with ${quote(user)}.`,
      },
    ];
  }
  if (isReadOnly) {
    return [
      {
        why: `The ledger belongs to the user that applies. To see what that user has applied, plan as that user: ${schema} has no runs of its own.`,
      },
    ];
  }
  return [
    // https://docs.oracle.com/database/122/SQLRF/CREATE-TABLE.htm (prerequisites)
    {
      why: "Faultline's ledger and snapshots are tables of the user's own.",
      statement: `grant create table to ${schema};`,
    },
    {
      // https://docs.oracle.com/database/122/SQLRF/ALTER-USER.htm (quota); https://docs.oracle.com/database/122/REFRN/DBA_USERS.htm
      why: 'Room for them in the tablespace where its tables go; name a size in place of unlimited if you like.',
      statement: `declare
  place varchar2(128);
begin
  select u.default_tablespace into place from dba_users u where u.username = ${textLiteral(own)};
  execute immediate ${textLiteral(`alter user ${schema} quota unlimited on "`)} || place || '"';
end;
/`,
    },
  ];
}

function tableGrants({ name, privileges, makesKeys, columns = [] }: GrantedTable, user: string): readonly Grant[] {
  const wanted = tablePrivileges.filter((each) => privileges.includes(each));
  const isReader = wanted.length === 1 && wanted[0] === 'select';
  const sequences = makesKeys ? sequencesOf(columns.map(({ defaultSql }) => defaultSql)) : [];
  return [
    {
      // Not READ, which does not let rows be locked: https://docs.oracle.com/database/122/DBSEG/configuring-privilege-and-role-authorization.htm
      why: isReader ? 'To read the rows.' : reasonFor(wanted),
      statement: `grant ${wanted.join(', ')} on ${quote(name.schema)}.${quote(name.name)} to ${user};`,
    },
    ...sequences.map((sequence) => ({
      why: 'To draw fresh keys for copied rows.',
      statement: `grant select on ${sequence} to ${user};`,
    })),
  ];
}

function reasonFor(wanted: readonly Privilege[]): string {
  const rows = wanted.some((each) => each === 'insert' || each === 'update' || each === 'delete');
  return [
    ...(rows ? ['To read rows, change them and take the change back.'] : []),
    ...(wanted.includes('alter') ? ['To rename columns.'] : []),
  ].join(' ');
}

/** Sequences that defaults draw from, those of identity columns among them, as the catalog writes them: `"SHOP"."ORDER_IDS"."NEXTVAL"`. */
function sequencesOf(defaults: readonly (string | undefined)[]): readonly string[] {
  return defaults.flatMap((text = '') =>
    Array.from(text.matchAll(/("[^"]+"\."[^"]+")\."?nextval\b/giu), ([, name = '']) => name),
  );
}
