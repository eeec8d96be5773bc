/** With the escapes that the pinned mode has: https://dev.mysql.com/doc/refman/8.0/en/string-literals.html */
export function textLiteral(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\0', '\\0').replaceAll('\x1a', '\\Z');
  return `'${escaped}'`;
}
