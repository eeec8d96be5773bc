import oracledb from 'oracledb';

/**
 * Works on a server by the driver alone, as the administrator of the tests.
 * @param url `oracle://user:password@host:1521/service`
 */
export async function onOracle<Result>(
  url: string,
  work: (client: oracledb.Connection) => Promise<Result>,
): Promise<Result> {
  const { host, username, password, pathname } = new URL(url);
  const client = await oracledb.getConnection({
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    connectString: `${host}${pathname}`,
  });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}
