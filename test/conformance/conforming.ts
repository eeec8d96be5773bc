import type { Connection } from '../../src/model/engine.ts';
import type { ColumnKind } from '../../src/model/table.ts';
import type { TestDatabase, TestEngine } from '../support/engines.ts';

/** What the suite has to know about an engine; everything else is the same on all. */
export interface Conforming {
  readonly engine: TestEngine;
  /** A table with a column of every type that the engine has, and rows that reach to the ends of them. */
  readonly everyType: {
    readonly name: string;
    readonly statements: readonly string[];
    /** Name of each column and the kind that it is taken for. */
    readonly kinds: Readonly<Record<string, ColumnKind>>;
  };
  /** Text in the collation in which databases of the engine are usually made, which may take 'a' for 'A' and 'a '. */
  readonly wordType: string;
  /** A session of a user who may read the table `orders` of the database and nothing else; undefined where the engine has no users. */
  readonly readerOf: ((database: TestDatabase) => Promise<Connection>) | undefined;
}
