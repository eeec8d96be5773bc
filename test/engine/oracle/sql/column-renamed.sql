-- plan


-- apply

alter table "SHOP"."LINES" rename column "NOTE" to "NOTE_v2"

-- rollback

