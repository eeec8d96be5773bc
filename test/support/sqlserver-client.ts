import mssql from 'mssql';

/**
 * Works on a server by the driver alone, as the administrator of the tests, whatever its certificate says.
 * @param url its database is the one that is worked in
 */
export async function onSqlServer<Result>(
  url: string,
  work: (client: mssql.ConnectionPool) => Promise<Result>,
): Promise<Result> {
  const { hostname, port, username, password, pathname } = new URL(url);
  const client = new mssql.ConnectionPool({
    server: hostname,
    port: Number(port || 1433),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)) || 'master',
    requestTimeout: 60_000,
    options: { encrypt: true, trustServerCertificate: true },
  });
  try {
    return await work(await client.connect());
  } finally {
    await client.close();
  }
}
