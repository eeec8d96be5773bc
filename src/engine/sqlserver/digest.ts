import type { Sql } from '../../model/sql.ts';
import { join, sql } from '../../sql/sql.ts';
import type { ServerFacts } from './server-facts.ts';

/** Sum of the first 56 bits of a hash of each row. */
export function digest(values: readonly Sql[], { castsToBinary }: ServerFacts): Sql {
  const row = castsToBinary ? bytesOf(values) : textOf(values);
  const hash = sql`cast(substring(hashbytes('SHA2_256', ${row}), 1, 7) as bigint)`;
  return sql`cast(coalesce(sum(cast(${hash} as decimal(38, 0))), 0) as nvarchar(40))`;
}

/** Hashes of the values' bytes one after the other, so that whatever their type no digit is lost; one byte stands where there is no value. */
function bytesOf(values: readonly Sql[]): Sql {
  const hashes = values.map((value) => sql`isnull(hashbytes('SHA2_256', cast(${value} as varbinary(max))), 0x00)`);
  const [first, ...others] = hashes;
  // The sum of 250 hashes would be cut to 8,000 bytes otherwise.
  return join([sql`cast(${first!} as varbinary(max))`, ...others], sql` + `);
}

function textOf(values: readonly Sql[]): Sql {
  const texts = values.map((value) => sql`isnull(N'=' + cast(${value} as nvarchar(max)), N'')`);
  return join(texts, sql` + nchar(31) + `);
}
