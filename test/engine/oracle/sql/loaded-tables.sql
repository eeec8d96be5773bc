-- shipments

create table "SHOP"."shipments" (
  "code" VARCHAR2(12 CHAR) not null,
  "region" VARCHAR2(255 CHAR) not null,
  "order_id" NUMBER(18,0),
  "before" VARCHAR2(12 CHAR),
  "note" CLOB,
  "price" NUMBER(12,2) not null,
  "tag" RAW(16),
  "a text" CLOB,
  "a integer" NUMBER(19,0),
  "a decimal" NUMBER(38,4),
  "a float" BINARY_DOUBLE,
  "a boolean" NUMBER(1,0),
  "a date" DATE,
  "a time" VARCHAR2(15 CHAR),
  "a timestamp" TIMESTAMP(6),
  "a uuid" VARCHAR2(36 CHAR),
  "a json" CLOB,
  "a binary" BLOB,
  primary key ("code", "region"),
  foreign key ("order_id") references "SHOP"."ORDERS" ("ID"),
  foreign key ("before", "region") references "SHOP"."shipments" ("code", "region")
)
