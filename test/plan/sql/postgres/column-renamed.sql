-- plan


-- apply

alter table "public"."plain_orders" rename column "amount" to "amount_v2";

-- rollback

alter table "public"."plain_orders" rename column "amount_v2" to "amount";
