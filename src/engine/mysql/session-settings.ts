import type { ConnectOptions } from '../../model/engine.ts';
import type { Product } from './product.ts';

/** Seconds after which the server ends a transaction in which nothing happens, so that a lost client frees its locks. */
export const idleTransactionTimeout = 600;

/** Seconds for which a session may rest outside of transactions, while somebody reads a plan. */
export const idleTimeout = 86_400;

/** Seconds for which a reader may let the rows of a stream wait. */
const slowReaderTimeout = 600;

/** Bytes of a text that count when rows are sorted. */
const sortedBytes = 16_384;

/** What makes text, arithmetic and dates the same on every server. Zero dates live, since data may hold them. */
const sqlMode = [
  'STRICT_TRANS_TABLES',
  'STRICT_ALL_TABLES',
  'NO_ENGINE_SUBSTITUTION',
  'NO_AUTO_VALUE_ON_ZERO',
  'NO_UNSIGNED_SUBTRACTION',
].join(',');

/** Settings of every session, as `set session` takes them. Values of ours only: numbers and plain words. */
export function settingsFor(product: Product, options: Pick<ConnectOptions, 'lockTimeout'>): string[] {
  const seconds = (value: number) => Math.max(1, Math.ceil(value));
  const lockTimeout = seconds(options.lockTimeout);
  const common = [
    "time_zone = '+00:00'",
    `sql_mode = '${sqlMode}'`,
    'autocommit = 1',
    'sql_safe_updates = 0',
    'sql_auto_is_null = 0',
    'sql_select_limit = default',
    'foreign_key_checks = 1',
    'unique_checks = 1',
    'div_precision_increment = 30',
    `max_sort_length = ${sortedBytes}`,
    `lock_wait_timeout = ${lockTimeout}`,
    `innodb_lock_wait_timeout = ${lockTimeout}`,
    `net_write_timeout = ${slowReaderTimeout}`,
    `wait_timeout = ${idleTimeout}`,
  ];
  return product === 'MariaDB'
    ? [...common, `idle_transaction_timeout = ${idleTransactionTimeout}`]
    : // https://dev.mysql.com/doc/refman/8.0/en/information-schema-optimization.html: counters as they are now.
      [...common, 'information_schema_stats_expiry = 0'];
}
