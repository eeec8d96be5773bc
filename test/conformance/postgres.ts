/** Gives PostgreSQL's birdstrikes, which every engine is compared with, the columns that the data set lacks. */
export const widenPostgres: readonly string[] = [
  'alter table birdstrikes add column cost_float double precision, add column date_text varchar(20), add column phone varchar(20)',
  `update birdstrikes set cost_float = cast(cost_total as double precision) / 8, date_text = cast(flight_date as varchar(20)),
    phone = '555-' || lpad(cast(id % 1000 as varchar(9)), 3, '0') || '-' || lpad(cast(id % 7919 as varchar(9)), 4, '0')`,
];
