-- same

select 1 as "one" from "SHOP"."PARCELS" t where decode(t."CODE", t."CODE", 1, 0) = 1

select 1 as "one" from "SHOP"."PARCELS" t where case when t."TAG" = t."TAG" or (t."TAG" is null and t."TAG" is null) then 1 else 0 end = 1

select 1 as "one" from "SHOP"."PARCELS" t where decode(t."LABEL", t."LABEL", 1, 0) = 1

select 1 as "one" from "SHOP"."PARCELS" t where case when t."SENT" = t."SENT" and to_char(t."SENT", 'TZR') = to_char(t."SENT", 'TZR') or (t."SENT" is null and t."SENT" is null) then 1 else 0 end = 1

select 1 as "one" from "SHOP"."PARCELS" t where case when t."SEEN" = t."SEEN" or (t."SEEN" is null and t."SEEN" is null) then 1 else 0 end = 1

select 1 as "one" from "SHOP"."PARCELS" t where decode(t."WEIGHT", t."WEIGHT", 1, 0) = 1

select 1 as "one" from "SHOP"."PARCELS" t where decode(t."VOLUME", t."VOLUME", 1, 0) = 1

select 1 as "one" from "SHOP"."PARCELS" t where case when t."AGE" = t."AGE" or (t."AGE" is null and t."AGE" is null) then 1 else 0 end = 1

select 1 as "one" from "SHOP"."PARCELS" t where case when t."DELAY" = t."DELAY" or (t."DELAY" is null and t."DELAY" is null) then 1 else 0 end = 1

select 1 as "one" from "SHOP"."PARCELS" t where case when dbms_lob.compare(t."NOTE", t."NOTE") = 0 or (t."NOTE" is null and t."NOTE" is null) then 1 else 0 end = 1

select 1 as "one" from "SHOP"."PARCELS" t where case when dbms_lob.compare(t."COMMENTS", t."COMMENTS") = 0 or (t."COMMENTS" is null and t."COMMENTS" is null) then 1 else 0 end = 1

select 1 as "one" from "SHOP"."PARCELS" t where case when dbms_lob.compare(t."PHOTO", t."PHOTO") = 0 or (t."PHOTO" is null and t."PHOTO" is null) then 1 else 0 end = 1

select 1 as "one" from "SHOP"."PARCELS" t where case when t."PLACE" = t."PLACE" or (t."PLACE" is null and t."PLACE" is null) then 1 else 0 end = 1

select 1 as "one" from "SHOP"."PARCELS" t where case when dbms_lob.compare(xmlserialize(content t."DETAILS" as clob), xmlserialize(content t."DETAILS" as clob)) = 0 or (xmlserialize(content t."DETAILS" as clob) is null and xmlserialize(content t."DETAILS" as clob) is null) then 1 else 0 end = 1

select 1 as "one" from "SHOP"."PARCELS" t where case when t."IS_FRAGILE" = t."IS_FRAGILE" or (t."IS_FRAGILE" is null and t."IS_FRAGILE" is null) then 1 else 0 end = 1

-- cast

select cast(null as VARCHAR2(30 CHAR)) as "value" from "SHOP"."PARCELS" t

select cast(null as RAW(16)) as "value" from "SHOP"."PARCELS" t

select cast(null as NCHAR(4)) as "value" from "SHOP"."PARCELS" t

select cast(null as TIMESTAMP(9) WITH TIME ZONE) as "value" from "SHOP"."PARCELS" t

select cast(null as TIMESTAMP(3) WITH LOCAL TIME ZONE) as "value" from "SHOP"."PARCELS" t

select cast(null as BINARY_FLOAT) as "value" from "SHOP"."PARCELS" t

select cast(null as FLOAT(126)) as "value" from "SHOP"."PARCELS" t

select cast(null as INTERVAL YEAR(2) TO MONTH) as "value" from "SHOP"."PARCELS" t

select cast(null as INTERVAL DAY(2) TO SECOND(6)) as "value" from "SHOP"."PARCELS" t

select to_clob(null) as "value" from "SHOP"."PARCELS" t

select to_nclob(null) as "value" from "SHOP"."PARCELS" t

select case when 1 = 0 then to_blob(hextoraw('00')) else null end as "value" from "SHOP"."PARCELS" t

select null as "value" from "SHOP"."PARCELS" t

select case when 1 = 0 then xmltype('<x/>') else null end as "value" from "SHOP"."PARCELS" t

select cast(null as BOOLEAN) as "value" from "SHOP"."PARCELS" t

-- digest

select to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(t."CODE")), '-') || coalesce(rawtohex(standard_hash(t."TAG")), '-') || coalesce(rawtohex(standard_hash(t."LABEL")), '-') || coalesce(rawtohex(standard_hash(t."SENT")), '-') || coalesce(rawtohex(standard_hash(t."SEEN")), '-') || coalesce(rawtohex(standard_hash(t."WEIGHT")), '-') || coalesce(rawtohex(standard_hash(t."VOLUME")), '-') || coalesce(rawtohex(standard_hash(t."AGE")), '-') || coalesce(rawtohex(standard_hash(t."DELAY")), '-') || coalesce(rawtohex(standard_hash(dbms_lob.getlength(t."NOTE"))), '-') || coalesce(rawtohex(standard_hash(dbms_lob.substr(t."NOTE", 1000, 1))), '-') || coalesce(rawtohex(standard_hash(dbms_lob.getlength(t."COMMENTS"))), '-') || coalesce(rawtohex(standard_hash(dbms_lob.substr(t."COMMENTS", 1000, 1))), '-') || coalesce(rawtohex(standard_hash(dbms_lob.getlength(t."PHOTO"))), '-') || coalesce(rawtohex(standard_hash(dbms_lob.substr(t."PHOTO", 1000, 1))), '-') || coalesce(rawtohex(standard_hash(t."PLACE")), '-') || coalesce(rawtohex(standard_hash(dbms_lob.getlength(xmlserialize(content t."DETAILS" as clob)))), '-') || coalesce(rawtohex(standard_hash(dbms_lob.substr(xmlserialize(content t."DETAILS" as clob), 1000, 1))), '-') || coalesce(rawtohex(standard_hash(t."IS_FRAGILE")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "value" from "SHOP"."PARCELS" t

-- other character sets

select to_number(substr(coalesce(rawtohex(standard_hash(utl_i18n.string_to_raw(t."CODE", 'AL32UTF8'), 'SHA256')), 'E3B0C44298FC1C149AFBF4C8996FB924'), 1, 14), 'XXXXXXXXXXXXXX') as "value" from "SHOP"."PARCELS" t
