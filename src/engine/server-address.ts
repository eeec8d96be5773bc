import { normalize } from 'node:path';

/** Schemes of URLs that lead to a server, each with the name and the usual port of its driver. */
const drivers: ReadonlyMap<string, { readonly driver: string; readonly port: string }> = new Map([
  ['postgres', { driver: 'postgres', port: '5432' }],
  ['postgresql', { driver: 'postgres', port: '5432' }],
  ['mysql', { driver: 'mysql', port: '3306' }],
  ['mariadb', { driver: 'mysql', port: '3306' }],
  ['sqlserver', { driver: 'sqlserver', port: '1433' }],
  ['oracle', { driver: 'oracle', port: '1521' }],
]);

/**
 * What stands for a server, so that all ways to write its URL are one: driver, host in lower case and port, with what a
 * driver takes where they are missing; the path of a file; what follows the scheme where there is neither. It holds
 * neither user nor password. Aliases of a host are different servers here.
 * @param url with every secret resolved
 */
export function serverAddress(url: string): string {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*):(.*)$/is.exec(url) ?? [];
  const known = drivers.get(scheme.toLowerCase());
  if (known === undefined) return `${scheme.toLowerCase()}:${normalize(rest.replace(/^\/\/(?=\/)/, ''))}`;
  const [, written = '', parameters = ''] = /^\/\/(?:[^/?#]*@)?([^/?#]*)[^?#]*\??([^#]*)/.exec(rest) ?? [];
  const [, name = '', port = ''] = /^(.*?)(?::(\d*))?$/s.exec(written) ?? [];
  const options = new URLSearchParams(parameters);
  // Oracle's descriptor of its own, MySQL's socket, SQL Server's named instance, and what pg reads off parameters.
  const elsewhere = options.get('connectString') ?? options.get('socket') ?? options.get('instance') ?? '';
  const host = (options.get('host') || name || 'localhost').toLowerCase();
  return `${known.driver}://${host}:${options.get('port') || port || known.port}/${elsewhere}`;
}
