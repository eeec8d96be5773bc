/** A name in quotes, of MySQL and MariaDB. */
export function quote(identifier: string): string {
  return `\`${identifier.replaceAll('`', '``')}\``;
}
