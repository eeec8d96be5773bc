import { allTestEngines, type EngineName, type TestEngine } from '../support/engines.ts';

/** A way in which an engine takes rows. */
export interface Way {
  readonly engine: TestEngine;
  readonly title: string;
  readonly setting?: string;
}

/** A table whose first column the database numbers, from 1. */
export function numberedTable(engine: EngineName, title: string): readonly string[] {
  if (engine === 'duckdb')
    return [
      `create sequence ${title}_numbers`,
      `create table ${title} (id bigint primary key default nextval('${title}_numbers'), label varchar)`,
    ];
  const number = engine === 'postgres' ? 'generated always as identity' : 'auto_increment';
  return [`create table ${title} (id bigint ${number} primary key, label varchar(10))`];
}

/** Servers of the MySQL family take rows in two ways, by a setting of theirs. */
export const ways: readonly Way[] = allTestEngines.flatMap((engine): readonly Way[] =>
  engine.name === 'mysql' || engine.name === 'mariadb'
    ? [
        { engine, title: `${engine.name} by load data`, setting: 'set global local_infile = on' },
        { engine, title: `${engine.name} by inserts`, setting: 'set global local_infile = off' },
      ]
    : [{ engine, title: engine.name }],
);
