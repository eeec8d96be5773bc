import { describe, expect, it } from 'vitest';
import { productOf } from '../../../src/engine/mysql/product.ts';

describe('a server of the protocol of MySQL', () => {
  it.each([
    ['8.0.17', 'MySQL', '8.0.17'],
    ['8.4.3-log', 'MySQL', '8.4.3'],
    ['9.7.4-2', 'MySQL', '9.7.4'],
    ['10.6.0-MariaDB', 'MariaDB', '10.6.0'],
    ['10.11.6-MariaDB-0+deb12u1', 'MariaDB', '10.11.6'],
    ['11.8.2-MariaDB-ubu2404', 'MariaDB', '11.8.2'],
  ])('that calls itself %s is %s %s', (written, product, version) => {
    expect(productOf(written)).toEqual({ product, version });
  });

  it.each([
    ['5.7.44', 'MySQL 5.7.44 is older than 8.0.17'],
    ['8.0.16', 'MySQL 8.0.16 is older than 8.0.17'],
    ['10.5.23-MariaDB', 'MariaDB 10.5.23 is older than 10.6.0'],
  ])('that calls itself %s is refused', (written, message) => {
    expect(() => productOf(written)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED', message }));
  });
});
