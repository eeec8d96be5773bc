import type { Privilege } from '../../model/engine.ts';
import type { Grant, GrantedTable, GrantRequest } from '../../model/grants.ts';
import type { TableName } from '../../model/table.ts';
import { ledgerSchema } from '../ledger-schema.ts';
import { textLiteral } from '../text-literal.ts';
import { quote, quotedName } from './names.ts';

const rowPrivileges = ['select', 'insert', 'update', 'delete'] as const satisfies readonly Privilege[];

/** https://learn.microsoft.com/en-us/sql/t-sql/statements/grant-transact-sql */
export function grants(request: GrantRequest): readonly Grant[] {
  const user = quote(request.user);
  return [...ledgerGrants(request, user), ...request.tables.flatMap((table) => tableGrants(table, user))];
}

function ledgerGrants({ ledgerSchema: own = ledgerSchema, isReadOnly }: GrantRequest, user: string): readonly Grant[] {
  const schema = quote(own);
  // https://learn.microsoft.com/en-us/sql/t-sql/statements/create-schema-transact-sql: alone in its batch.
  const made = {
    why: "Faultline's ledger and snapshots stand in a schema of their own.",
    statement: `if schema_id(N${textLiteral(own)}) is null exec(N${textLiteral(`create schema ${schema}`)});`,
  };
  // https://learn.microsoft.com/en-us/sql/t-sql/statements/grant-schema-permissions-transact-sql
  const ofSchema = (privileges: string) => `grant ${privileges} on schema::${schema} to ${user};`;
  if (isReadOnly)
    return [made, { why: 'To read which runs are active, and their snapshots.', statement: ofSchema('select') }];
  return [
    made,
    {
      // https://learn.microsoft.com/en-us/sql/t-sql/statements/create-table-transact-sql#permissions-1
      why: 'To make tables. In which schemas, says the right to alter those.',
      statement: `grant create table to ${user};`,
    },
    {
      // https://learn.microsoft.com/en-us/sql/t-sql/statements/drop-table-transact-sql#permissions
      why: 'To make tables there, to read and write them, and to drop them.',
      statement: ofSchema('alter, select, insert, update, delete'),
    },
  ];
}

function tableGrants(table: GrantedTable, user: string): readonly Grant[] {
  const { name, privileges, makesKeys } = table;
  const wanted = rowPrivileges.filter((each) => privileges.includes(each));
  const on = (what: string, object = quotedName(name)) => `grant ${what} on object::${object} to ${user};`;
  // https://learn.microsoft.com/en-us/sql/t-sql/statements/grant-object-permissions-transact-sql
  return [
    ...(wanted.length === 0
      ? []
      : [
          {
            why: wanted.length === 1 ? 'To read the rows.' : 'To read rows, change them and take the change back.',
            statement: on(wanted.join(', ')),
          },
        ]),
    {
      // https://learn.microsoft.com/en-us/sql/relational-databases/security/metadata-visibility-configuration
      why: 'To see its triggers, defaults and computed columns, which are hidden from others.',
      statement: on('view definition'),
    },
    ...alterGrants(table, on),
    ...(makesKeys ? sequencesOf(table) : []).map((sequence) => ({
      // https://learn.microsoft.com/en-us/sql/t-sql/functions/next-value-for-transact-sql#permissions
      why: 'To draw fresh keys for copied rows.',
      statement: on('update', quotedName(sequence)),
    })),
  ];
}

function alterGrants({ privileges, columns }: GrantedTable, on: (what: string) => string): readonly Grant[] {
  // https://learn.microsoft.com/en-us/sql/relational-databases/system-stored-procedures/sp-rename-transact-sql#permissions
  if (privileges.includes('alter')) return [{ why: 'To rename columns.', statement: on('alter') }];
  const inserts = privileges.includes('insert');
  if (!inserts || columns?.every((each) => !each.isIdentity) === true) return [];
  // https://learn.microsoft.com/en-us/sql/t-sql/statements/set-identity-insert-transact-sql#permissions
  const why = 'To insert rows with the numbers that they had in the identity column.';
  const doubt = columns === undefined ? ' Leave it out where the table has none.' : '';
  return [{ why: why + doubt, statement: on('alter') }];
}

/** Sequences that defaults draw from, as the catalog writes them: `(NEXT VALUE FOR [dbo].[order_numbers])`. */
function sequencesOf({ columns = [] }: GrantedTable): readonly TableName[] {
  const pattern = /next value for \[((?:[^\]]|\]\])+)\]\.\[((?:[^\]]|\]\])+)\]/giu;
  const plain = (part = '') => part.replaceAll(']]', ']');
  return columns.flatMap(({ defaultSql = '' }) =>
    Array.from(defaultSql.matchAll(pattern), ([, schema, name]) => ({ schema: plain(schema), name: plain(name) })),
  );
}
