/**
 * Whether a default makes a fresh value for every row, so that a copied row gets a key of its own: sequences and
 * identifiers do, the clock does not (rows of one statement share it).
 * @param defaultSql as the database writes it
 */
export function isGeneratorDefault(defaultSql: string | undefined): boolean {
  return /\bnextval\s*\(|\b\w*(?:uuid|ulid|ksuid|nanoid|snowflake)\w*"?\s*\(/i.test(defaultSql ?? '');
}
