/** A text as standard SQL writes it into a statement, for scripts that people run: bound values are none there. */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
