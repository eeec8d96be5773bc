/** In what servers that speak T-SQL differ from each other, as far as statements depend on it. */
export interface ServerFacts {
  /**
   * There are collations that keep text as UTF-8, from SQL Server 2019 on:
   * https://learn.microsoft.com/en-us/sql/relational-databases/collations/collation-and-unicode-support#utf8
   */
  readonly hasUtf8: boolean;
  /**
   * Functions count UTF-16 code units unless a collation says otherwise. Servers without that collation count characters:
   * https://learn.microsoft.com/en-us/sql/relational-databases/collations/collation-and-unicode-support#Supplementary_Characters
   */
  readonly countsCodeUnits: boolean;
  /**
   * Every type can be cast to varbinary, as the table of conversions says; Babelfish casts few of them:
   * https://learn.microsoft.com/en-us/sql/t-sql/functions/cast-and-convert-transact-sql#implicit-conversions
   */
  readonly castsToBinary: boolean;
}

/** SQL Server 2019 and later, Azure SQL. */
export const latest: ServerFacts = { hasUtf8: true, countsCodeUnits: true, castsToBinary: true };

/** SQL Server 2017. */
export const oldest: ServerFacts = { ...latest, hasUtf8: false };
