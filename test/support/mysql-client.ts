import mysql from 'mysql2/promise';

/**
 * Works on a MySQL or MariaDB server by the driver alone, as the administrator of the tests.
 * @param url of the server; its database, if it names one, is not entered
 */
export async function onMySql<Result>(
  url: string,
  work: (client: mysql.Connection) => Promise<Result>,
): Promise<Result> {
  const { hostname, port, username, password } = new URL(url);
  const client = await mysql.createConnection({
    host: hostname,
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    supportBigNumbers: true,
    bigNumberStrings: true,
  });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Throws as long as the server does not answer. */
export async function pingMySql(url: string): Promise<void> {
  await onMySql(url, (client) => client.ping());
}
