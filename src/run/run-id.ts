import { randomBytes } from 'node:crypto';

/** Letters and digits that are not mistaken for one another. */
const alphabet = 'abcdefghjkmnpqrstvwxyz0123456789';

/** A fresh id of eight characters: short enough to type, fit for a table's name. */
export function newRunId(): string {
  return Array.from(randomBytes(8), (byte) => alphabet[byte % alphabet.length]).join('');
}
