-- orders

insert into "SHOP"."ORDERS" ("ID", "CUSTOMER", "STATUS", "ORDERED_AT", "QUANTITY", "AMOUNT", "WEIGHT", "DAY_TEXT", "PHONE")
values (:1, :2, :3, to_timestamp(:4, 'YYYY-MM-DD HH24:MI:SS.FF9'), :5, :6, cast(replace(:7, 'Infinity', 'Inf') as BINARY_DOUBLE), :8, :9)

-- parcels

insert into "SHOP"."PARCELS" ("CODE", "TAG", "LABEL", "SENT", "SEEN", "WEIGHT", "VOLUME", "IS_FRAGILE", "NOTE", "COMMENTS", "PHOTO", "DETAILS", "DATA")
values (:1, :2, :3, from_tz(to_timestamp(replace(:4, '+00'), 'YYYY-MM-DD HH24:MI:SS.FF9'), '+00:00'), from_tz(to_timestamp(replace(:5, '+00'), 'YYYY-MM-DD HH24:MI:SS.FF9'), '+00:00'), cast(replace(:6, 'Infinity', 'Inf') as BINARY_FLOAT), :7, to_boolean(:8), :9, :10, :11, :12, :13)
