import type { EngineName } from '../support/engines.ts';

/** Lines of orders with all that may hang on a column; the last column is `note`. */
export const lineTables: Partial<Record<EngineName, readonly string[]>> = {
  postgres: [
    'create table articles (id integer primary key)',
    'insert into articles select generate_series(1, 9)',
    `create table lines (id bigint primary key, price numeric(10, 2) default 1.50 not null check (price > 0), article integer references articles,
      label varchar(20) collate "C" unique, day date not null, note text)`,
    'create index lines_by_price on lines (price desc, day)',
    'create index on lines (lower(label)) where price > 3',
    `comment on column lines.price is 'in euros, with tax'`,
    `comment on index lines_by_price is 'the dearest first'`,
    'create statistics lines_together on day, price from lines',
    'alter table lines alter column price set statistics 50',
    'grant select (price), update (price) on lines to public',
    `insert into lines select n, n * 1.25, n % 9 + 1, 'label ' || n, date '2026-01-01' + n, case when n % 5 > 0 then 'note ' || n end from generate_series(1, 60) as n`,
  ],
  duckdb: [
    `create table lines (id bigint primary key, price decimal(10, 2) default 1.50 not null, article integer,
      label varchar collate nocase, day date not null, note varchar)`,
    `comment on column lines.price is 'in euros, with tax'`,
    `comment on table lines is 'what was ordered'`,
    `insert into lines select n, n * 1.25, n % 9 + 1, 'label ' || n, date '2026-01-01' + cast(n as integer), case when n % 5 > 0 then 'note ' || n end from range(1, 61) as g(n)`,
  ],
  mariadb: mysqlTables(),
  mysql: mysqlTables(),
};

function mysqlTables(): readonly string[] {
  return [
    'create table articles (id int primary key)',
    'insert into articles values (1), (2), (3), (4), (5), (6), (7), (8), (9)',
    `create table \`lines\` (id bigint primary key, price decimal(10, 2) default 1.50 not null comment 'in euros, NOT NULL', article int,
      label varchar(20) character set latin1 collate latin1_bin, day date not null, note text,
      changed timestamp(6) not null default current_timestamp(6) on update current_timestamp(6),
      unique key by_label (label), key by_price (price desc, day), constraint dear check (price > 0),
      constraint of_article foreign key (article) references articles (id)) comment 'what was ordered'`,
    `insert into \`lines\` (id, price, article, label, day, note, changed)
      with recursive g (n) as (select 1 union all select n + 1 from g where n < 60)
      select n, n * 1.25, n % 9 + 1, concat('label ', n), date '2026-01-01' + interval n day, if(n % 5 > 0, concat('note ', n), null), '2026-02-03 04:05:06.789' from g`,
  ];
}
