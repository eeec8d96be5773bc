import oracledb from 'oracledb';

/** What is left out of the text of a definition: the owner, so that it is another one's, and places on disk. */
const options = ['EMIT_SCHEMA', 'SEGMENT_ATTRIBUTES', 'STORAGE', 'TABLESPACE', 'REF_CONSTRAINTS', 'SQLTERMINATOR'];

/**
 * Copies the tables of a user with their rows, keys and references among each other, and nothing else, into the schema
 * of a user who has none. See https://docs.oracle.com/database/122/ARPLS/DBMS_METADATA.htm
 */
export async function copySchema(client: oracledb.Connection, from: string, to: string): Promise<void> {
  await client.execute(`alter session set current_schema = ${to}`);
  const settings = options.map(
    (option) => `dbms_metadata.set_transform_param(dbms_metadata.session_transform, '${option}', false);`,
  );
  await client.execute(`begin ${settings.join(' ')} end;`);
  const tables = await textsOf(
    client,
    `select table_name from all_tables where owner = :owner and nested = 'NO' and secondary = 'N'
      and (iot_type is null or iot_type = 'IOT')`,
    [from],
  );
  for (const table of tables) {
    const definition = `select dbms_metadata.get_ddl('TABLE', :name, :owner) from dual`;
    const [create = ''] = await textsOf(client, definition, [table, from]);
    await client.execute(create);
    const columns = await textsOf(
      client,
      `select column_name from all_tab_cols where owner = :owner and table_name = :name
        and virtual_column = 'NO' and hidden_column = 'NO' order by column_id`,
      [from, table],
    );
    const list = columns.map((column) => `"${column}"`).join(', ');
    await client.execute(`insert into "${to}"."${table}" (${list}) select ${list} from "${from}"."${table}"`);
  }
  await client.commit();
  await addReferences(client, from);
}

async function addReferences(client: oracledb.Connection, from: string): Promise<void> {
  const references = await textsOf(
    client,
    `select constraint_name from all_constraints where owner = :owner and constraint_type = 'R'`,
    [from],
  );
  for (const reference of references) {
    const definition = `select dbms_metadata.get_ddl('REF_CONSTRAINT', :name, :owner) from dual`;
    const [alter = ''] = await textsOf(client, definition, [reference, from]);
    await client.execute(alter);
  }
}

/** The only column of each row. */
async function textsOf(client: oracledb.Connection, query: string, values: readonly string[]): Promise<string[]> {
  const { rows = [] } = await client.execute<[string]>(query, [...values], {
    fetchTypeHandler: ({ dbType }) => (dbType === oracledb.DB_TYPE_CLOB ? { type: oracledb.STRING } : undefined),
  });
  return rows.map(([text]) => text);
}
