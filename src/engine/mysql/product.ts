import { FaultlineError } from '../../model/errors.ts';

/** The two that speak this protocol. */
export type Product = 'MySQL' | 'MariaDB';

/** What the URL says that answers, until it does. */
export function productOfUrl(url: string): Product {
  return /^mariadb:/i.test(url) ? 'MariaDB' : 'MySQL';
}

/** Collations of utf8mb4 that compare bytes and take no spaces away. */
export const collations: Readonly<Record<Product, string>> = {
  MySQL: 'utf8mb4_0900_bin',
  MariaDB: 'utf8mb4_nopad_bin',
};

/** MySQL from the first with this collation and casts to floats on, MariaDB from its oldest long-term release. */
const oldest: Readonly<Record<Product, readonly number[]>> = { MySQL: [8, 0, 17], MariaDB: [10, 6, 0] };

/**
 * Who answers, from `version()`: `8.0.36`, `10.11.6-MariaDB-log`.
 * @throws UNSUPPORTED before MySQL 8.0.17 and MariaDB 10.6
 */
export function productOf(written: string): { readonly product: Product; readonly version: string } {
  const product = /mariadb/i.test(written) ? 'MariaDB' : 'MySQL';
  const version = /\d+(?:\.\d+)*/.exec(written)?.[0] ?? '';
  const numbers = version.split('.').map(Number);
  const differences = oldest[product].map((number, index) => (numbers[index] ?? 0) - number);
  if ((differences.find((each) => each !== 0) ?? 0) >= 0) return { product, version };
  throw new FaultlineError('UNSUPPORTED', `${product} ${version} is older than ${oldest[product].join('.')}`, {
    hint: 'Choose a server of this version or a newer one.',
  });
}
