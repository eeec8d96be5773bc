import { typeFacts as duckdbFacts } from '../../../src/engine/duckdb/types.ts';
import { typeFacts as mysqlFacts } from '../../../src/engine/mysql/types.ts';
import { typeFacts as oracleFacts } from '../../../src/engine/oracle/types.ts';
import { typeFacts as postgresFacts } from '../../../src/engine/postgres/types.ts';
import { typeFacts as sqlserverFacts } from '../../../src/engine/sqlserver/types.ts';
import type { Column } from '../../../src/model/table.ts';
import type { SampleType } from './sample-tables.ts';

type TypeFacts = Omit<Column, 'name' | 'ordinal' | 'isNullable' | 'isComputed' | 'isIdentity' | 'isGenerator'>;

/** A sample type taken apart: `decimal(12,2)`. */
interface Parts {
  readonly base: 'bigint' | 'integer' | 'double' | 'date' | 'timestamp' | 'varchar' | 'decimal';
  readonly size: number;
  readonly scale: number;
}

/** What an engine's description of a table says of a column of each type, as its own catalog would name it. */
export const columnFacts = {
  postgres: (type: SampleType): TypeFacts => {
    const { base, size, scale } = partsOf(type);
    const name = { bigint: 'int8', integer: 'int4', double: 'float8', decimal: 'numeric' }[base as 'bigint'] ?? base;
    // https://www.postgresql.org/docs/current/catalog-pg-attribute.html: of a numeric, the precision above 16 bits.
    const modifier = base === 'varchar' ? size + 4 : base === 'decimal' ? (size << 16) + scale + 4 : -1;
    const written = {
      bigint: 'bigint',
      integer: 'integer',
      double: 'double precision',
      date: 'date',
      timestamp: 'timestamp without time zone',
      varchar: `character varying(${size})`,
      decimal: `numeric(${size},${scale})`,
    }[base];
    return { ...postgresFacts({ name, sort: 'b', category: 'X', modifier }), type: written, storage: written };
  },
  mysql: (type: SampleType): TypeFacts => {
    const { base } = partsOf(type);
    const written = { integer: 'int', timestamp: 'datetime(6)' }[base as 'integer'] ?? type;
    const isText = base === 'varchar';
    return mysqlFacts({
      written,
      charset: isText ? 'utf8mb4' : undefined,
      collation: isText ? 'utf8mb4_0900_ai_ci' : undefined,
    });
  },
  sqlserver: (type: SampleType): TypeFacts => {
    const { base, size, scale } = partsOf(type);
    const names = { integer: 'int', double: 'float', timestamp: 'datetime2', varchar: 'nvarchar' };
    const isText = base === 'varchar';
    return sqlserverFacts({
      base: names[base as 'integer'] ?? base,
      own: undefined,
      maxLength: isText ? 2 * size : 8,
      precision: base === 'decimal' ? size : 0,
      scale: base === 'timestamp' ? 6 : scale,
      collation: isText ? 'SQL_Latin1_General_CP1_CI_AS' : undefined,
    });
  },
  oracle: (type: SampleType): TypeFacts => {
    const { base, size, scale } = partsOf(type);
    const digits = { bigint: 18, integer: 9, decimal: size }[base as 'bigint'];
    const names = { double: 'BINARY_DOUBLE', date: 'DATE', timestamp: 'TIMESTAMP(6)', varchar: 'VARCHAR2' };
    return oracleFacts(
      {
        name: digits === undefined ? names[base as 'date'] : 'NUMBER',
        owner: undefined,
        length: 4 * size,
        characters: size,
        countsCharacters: true,
        precision: digits,
        scale: digits === undefined ? undefined : scale,
        collation: base === 'varchar' ? 'USING_NLS_COMP' : undefined,
      },
      true,
    );
  },
  duckdb: (type: SampleType): TypeFacts => duckdbFacts(type.replace(/^varchar.*/u, 'varchar').toUpperCase()),
} as const;

function partsOf(type: SampleType): Parts {
  const [, base = type, size = '0', scale = '0'] = /^(\w+)(?:\((\d+)(?:,(\d+))?\))?$/u.exec(type) ?? [];
  return { base: base as Parts['base'], size: Number(size), scale: Number(scale) };
}
