-- plan

-- $1: "main"
-- $2: "orders"
    select c.column_name, c.column_index, c.data_type, c.is_nullable, c.column_default, t.sql as definition
    from duckdb_columns() as c
    left join duckdb_tables() as t on t.database_name = c.database_name and t.table_oid = c.table_oid
    where c.database_name = current_database() and c.schema_name = $1 and c.table_name = $2
    order by c.column_index;

-- $1: "main"
-- $2: "orders"
    select index_name, is_unique, cast(to_json(cast(expressions as varchar[])) as varchar) as expressions
    from duckdb_indexes()
    where database_name = current_database() and schema_name = $1 and table_name = $2
    order by index_name;

-- $1: "main"
-- $2: "orders"
    select constraint_name, constraint_type = 'PRIMARY KEY' as is_primary, cast(to_json(constraint_column_names) as varchar) as columns
    from duckdb_constraints()
    where database_name = current_database() and schema_name = $1 and table_name = $2
      and constraint_type in ('PRIMARY KEY', 'UNIQUE')
    order by is_primary desc, constraint_index;

-- $1: "0001-01-01 00:00:00.000000"
-- $2: "9999-12-31 23:59:59.999999"
-- $3: "0001-01-01 00:00:00.000000"
-- $4: "2026-11-20 09:00:00.000000"
-- $5: "[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]"
-- $6: " T"
-- $7: "[0-9][0-9]\\:[0-9][0-9]"
-- $8: "1000"
-- $9: "2999"
-- $10: "01"
-- $11: "12"
-- $12: "01"
-- $13: "31"
-- $14: "[0-9][0-9][0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9]"
-- $15: " T"
-- $16: "[0-9][0-9]\\:[0-9][0-9]"
-- $17: "1000"
-- $18: "2999"
-- $19: "01"
-- $20: "12"
-- $21: "01"
-- $22: "31"
-- $23: "[0-9][0-9][0-9][0-9]\\.[0-9][0-9]\\.[0-9][0-9]"
-- $24: " T"
-- $25: "[0-9][0-9]\\:[0-9][0-9]"
-- $26: "1000"
-- $27: "2999"
-- $28: "01"
-- $29: "12"
-- $30: "01"
-- $31: "31"
-- $32: "[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]"
-- $33: " T"
-- $34: "[0-9][0-9]\\:[0-9][0-9]"
-- $35: "1000"
-- $36: "2999"
-- $37: "01"
-- $38: "12"
-- $39: "01"
-- $40: "31"
-- $41: "[0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9][0-9][0-9]"
-- $42: " T"
-- $43: "[0-9][0-9]\\:[0-9][0-9]"
-- $44: "1000"
-- $45: "2999"
-- $46: "01"
-- $47: "12"
-- $48: "01"
-- $49: "31"
-- $50: "[0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9][0-9][0-9]"
-- $51: " T"
-- $52: "[0-9][0-9]\\:[0-9][0-9]"
-- $53: "1000"
-- $54: "2999"
-- $55: "01"
-- $56: "12"
-- $57: "01"
-- $58: "31"
-- $59: "[0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9][0-9][0-9]"
-- $60: " T"
-- $61: "[0-9][0-9]\\:[0-9][0-9]"
-- $62: "1000"
-- $63: "2999"
-- $64: "01"
-- $65: "12"
-- $66: "01"
-- $67: "31"
-- $68: "[0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9][0-9][0-9]"
-- $69: " T"
-- $70: "[0-9][0-9]\\:[0-9][0-9]"
-- $71: "1000"
-- $72: "2999"
-- $73: "01"
-- $74: "12"
-- $75: "01"
-- $76: "31"
-- $77: "[0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9][0-9][0-9]"
-- $78: " T"
-- $79: "[0-9][0-9]\\:[0-9][0-9]"
-- $80: "1000"
-- $81: "2999"
-- $82: "01"
-- $83: "12"
-- $84: "01"
-- $85: "31"
-- $86: "[0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9][0-9][0-9]"
-- $87: " T"
-- $88: "[0-9][0-9]\\:[0-9][0-9]"
-- $89: "1000"
-- $90: "2999"
-- $91: "01"
-- $92: "12"
-- $93: "01"
-- $94: "31"
-- $95: "[0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9][0-9][0-9]"
-- $96: " T"
-- $97: "[0-9][0-9]\\:[0-9][0-9]"
-- $98: "1000"
-- $99: "2999"
-- $100: "01"
-- $101: "12"
-- $102: "01"
-- $103: "31"
-- $104: "[0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9][0-9][0-9]"
-- $105: " T"
-- $106: "[0-9][0-9]\\:[0-9][0-9]"
-- $107: "1000"
-- $108: "2999"
-- $109: "01"
-- $110: "12"
-- $111: "01"
-- $112: "31"
-- $113: "[0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9][0-9][0-9]"
-- $114: " T"
-- $115: "[0-9][0-9]\\:[0-9][0-9]"
-- $116: "1000"
-- $117: "2999"
-- $118: "01"
-- $119: "12"
-- $120: "01"
-- $121: "31"
-- $122: "[0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9][0-9][0-9]"
-- $123: " T"
-- $124: "[0-9][0-9]\\:[0-9][0-9]"
-- $125: "1000"
-- $126: "2999"
-- $127: "01"
-- $128: "12"
-- $129: "01"
-- $130: "31"
-- $131: "[0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9][0-9][0-9]"
-- $132: " T"
-- $133: "[0-9][0-9]\\:[0-9][0-9]"
-- $134: "1000"
-- $135: "2999"
-- $136: "01"
-- $137: "12"
-- $138: "01"
-- $139: "31"
-- $140: "[0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9][0-9][0-9]"
-- $141: " T"
-- $142: "[0-9][0-9]\\:[0-9][0-9]"
-- $143: "1000"
-- $144: "2999"
-- $145: "01"
-- $146: "12"
-- $147: "01"
-- $148: "31"
-- $149: "[0-9][0-9]\\.[0-9][0-9]\\.[0-9][0-9][0-9][0-9]"
-- $150: " T"
-- $151: "[0-9][0-9]\\:[0-9][0-9]"
-- $152: "1000"
-- $153: "2999"
-- $154: "01"
-- $155: "12"
-- $156: "01"
-- $157: "31"
-- $158: "[0-9][0-9][0-9]\\-[0-9][0-9][0-9]\\-[0-9][0-9][0-9][0-9]"
-- $159: "\\([0-9][0-9][0-9]\\) [0-9][0-9][0-9]\\-[0-9][0-9][0-9][0-9]"
-- $160: "[0-9][0-9][0-9]\\.[0-9][0-9][0-9]\\.[0-9][0-9][0-9][0-9]"
-- $161: "[0-9][0-9][0-9] [0-9][0-9][0-9] [0-9][0-9][0-9][0-9]"
-- $162: "[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]"
-- $163: "200"
-- $164: "999"
-- $165: "200"
-- $166: "999"
-- $167: "\\+1[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]"
-- $168: "\\+1 [0-9][0-9][0-9] [0-9][0-9][0-9] [0-9][0-9][0-9][0-9]"
-- $169: "\\+1\\-[0-9][0-9][0-9]\\-[0-9][0-9][0-9]\\-[0-9][0-9][0-9][0-9]"
-- $170: "\\+1 \\([0-9][0-9][0-9]\\) [0-9][0-9][0-9]\\-[0-9][0-9][0-9][0-9]"
-- $171: "1\\-[0-9][0-9][0-9]\\-[0-9][0-9][0-9]\\-[0-9][0-9][0-9][0-9]"
select count(*) as "_rows", replace(cast(min(case when t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" <= cast($2 as timestamp) then t."ordered_at" end) as varchar), ' (BC)', ' BC') as "_first", replace(cast(max(case when t."ordered_at" >= cast($3 as timestamp) and t."ordered_at" <= cast($4 as timestamp) then t."ordered_at" end) as varchar), ' (BC)', ' BC') as "_latest", count(t."day_text") as "texts", count(*) filter (where (regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($5 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($6 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($7 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(4 as bigint)) between cast($8 as varchar) and cast($9 as varchar)) and (substring(cast(t."day_text" as varchar), cast(6 as bigint), cast(2 as bigint)) between cast($10 as varchar) and cast($11 as varchar)) and (substring(cast(t."day_text" as varchar), cast(9 as bigint), cast(2 as bigint)) between cast($12 as varchar) and cast($13 as varchar))) as "c0", count(*) filter (where (regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($14 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($15 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($16 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(4 as bigint)) between cast($17 as varchar) and cast($18 as varchar)) and (substring(cast(t."day_text" as varchar), cast(6 as bigint), cast(2 as bigint)) between cast($19 as varchar) and cast($20 as varchar)) and (substring(cast(t."day_text" as varchar), cast(9 as bigint), cast(2 as bigint)) between cast($21 as varchar) and cast($22 as varchar))) as "c1", count(*) filter (where (regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($23 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($24 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($25 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(4 as bigint)) between cast($26 as varchar) and cast($27 as varchar)) and (substring(cast(t."day_text" as varchar), cast(6 as bigint), cast(2 as bigint)) between cast($28 as varchar) and cast($29 as varchar)) and (substring(cast(t."day_text" as varchar), cast(9 as bigint), cast(2 as bigint)) between cast($30 as varchar) and cast($31 as varchar))) as "c2", count(*) filter (where (regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(8 as bigint)), cast($32 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(8 as bigint)
    or (strpos(cast($33 as varchar), substring(cast(t."day_text" as varchar), cast(9 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(10 as bigint), cast(5 as bigint)), cast($34 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(4 as bigint)) between cast($35 as varchar) and cast($36 as varchar)) and (substring(cast(t."day_text" as varchar), cast(5 as bigint), cast(2 as bigint)) between cast($37 as varchar) and cast($38 as varchar)) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(2 as bigint)) between cast($39 as varchar) and cast($40 as varchar))) as "c3", count(*) filter (where (regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($41 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($42 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($43 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(4 as bigint)) between cast($44 as varchar) and cast($45 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(2 as bigint)) between cast($46 as varchar) and cast($47 as varchar)) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(2 as bigint)) between cast($48 as varchar) and cast($49 as varchar))) as "c4", count(*) filter (where (regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($50 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($51 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($52 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(4 as bigint)) between cast($53 as varchar) and cast($54 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(2 as bigint)) between cast($55 as varchar) and cast($56 as varchar)) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(2 as bigint)) between cast($57 as varchar) and cast($58 as varchar)) and not ((regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($59 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($60 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($61 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(4 as bigint)) between cast($62 as varchar) and cast($63 as varchar)) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(2 as bigint)) between cast($64 as varchar) and cast($65 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(2 as bigint)) between cast($66 as varchar) and cast($67 as varchar)))) as "d4", count(*) filter (where (regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($68 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($69 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($70 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(4 as bigint)) between cast($71 as varchar) and cast($72 as varchar)) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(2 as bigint)) between cast($73 as varchar) and cast($74 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(2 as bigint)) between cast($75 as varchar) and cast($76 as varchar))) as "c5", count(*) filter (where (regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($77 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($78 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($79 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(4 as bigint)) between cast($80 as varchar) and cast($81 as varchar)) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(2 as bigint)) between cast($82 as varchar) and cast($83 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(2 as bigint)) between cast($84 as varchar) and cast($85 as varchar)) and not ((regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($86 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($87 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($88 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(4 as bigint)) between cast($89 as varchar) and cast($90 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(2 as bigint)) between cast($91 as varchar) and cast($92 as varchar)) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(2 as bigint)) between cast($93 as varchar) and cast($94 as varchar)))) as "d5", count(*) filter (where (regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($95 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($96 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($97 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(4 as bigint)) between cast($98 as varchar) and cast($99 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(2 as bigint)) between cast($100 as varchar) and cast($101 as varchar)) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(2 as bigint)) between cast($102 as varchar) and cast($103 as varchar))) as "c6", count(*) filter (where (regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($104 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($105 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($106 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(4 as bigint)) between cast($107 as varchar) and cast($108 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(2 as bigint)) between cast($109 as varchar) and cast($110 as varchar)) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(2 as bigint)) between cast($111 as varchar) and cast($112 as varchar)) and not ((regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($113 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($114 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($115 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(4 as bigint)) between cast($116 as varchar) and cast($117 as varchar)) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(2 as bigint)) between cast($118 as varchar) and cast($119 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(2 as bigint)) between cast($120 as varchar) and cast($121 as varchar)))) as "d6", count(*) filter (where (regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($122 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($123 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($124 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(4 as bigint)) between cast($125 as varchar) and cast($126 as varchar)) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(2 as bigint)) between cast($127 as varchar) and cast($128 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(2 as bigint)) between cast($129 as varchar) and cast($130 as varchar))) as "c7", count(*) filter (where (regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($131 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($132 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($133 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(4 as bigint)) between cast($134 as varchar) and cast($135 as varchar)) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(2 as bigint)) between cast($136 as varchar) and cast($137 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(2 as bigint)) between cast($138 as varchar) and cast($139 as varchar)) and not ((regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($140 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($141 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($142 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(4 as bigint)) between cast($143 as varchar) and cast($144 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(2 as bigint)) between cast($145 as varchar) and cast($146 as varchar)) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(2 as bigint)) between cast($147 as varchar) and cast($148 as varchar)))) as "d7", count(*) filter (where (regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($149 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($150 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($151 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(7 as bigint), cast(4 as bigint)) between cast($152 as varchar) and cast($153 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(2 as bigint)) between cast($154 as varchar) and cast($155 as varchar)) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(2 as bigint)) between cast($156 as varchar) and cast($157 as varchar))) as "c8", count(*) filter (where (regexp_full_match(cast(t."day_text" as varchar), cast($158 as varchar)))) as "c9", count(*) filter (where (regexp_full_match(cast(t."day_text" as varchar), cast($159 as varchar)))) as "c10", count(*) filter (where (regexp_full_match(cast(t."day_text" as varchar), cast($160 as varchar)))) as "c11", count(*) filter (where (regexp_full_match(cast(t."day_text" as varchar), cast($161 as varchar)))) as "c12", count(*) filter (where (regexp_full_match(cast(t."day_text" as varchar), cast($162 as varchar))) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(3 as bigint)) between cast($163 as varchar) and cast($164 as varchar)) and (substring(cast(t."day_text" as varchar), cast(4 as bigint), cast(3 as bigint)) between cast($165 as varchar) and cast($166 as varchar))) as "c13", count(*) filter (where (regexp_full_match(cast(t."day_text" as varchar), cast($167 as varchar)))) as "c14", count(*) filter (where (regexp_full_match(cast(t."day_text" as varchar), cast($168 as varchar)))) as "c15", count(*) filter (where (regexp_full_match(cast(t."day_text" as varchar), cast($169 as varchar)))) as "c16", count(*) filter (where (regexp_full_match(cast(t."day_text" as varchar), cast($170 as varchar)))) as "c17", count(*) filter (where (regexp_full_match(cast(t."day_text" as varchar), cast($171 as varchar)))) as "c18"
    from "main"."orders" t;

-- $1: "[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]"
-- $2: " T"
-- $3: "[0-9][0-9]\\:[0-9][0-9]"
-- $4: "1000"
-- $5: "2999"
-- $6: "01"
-- $7: "12"
-- $8: "01"
-- $9: "31"
-- $10: "/"
-- $11: "/"
-- $12: "2026-11-06 00:00:00.000000"
-- $13: "2026-11-20 00:00:00.000000"
-- $14: "[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]"
-- $15: " T"
-- $16: "[0-9][0-9]\\:[0-9][0-9]"
-- $17: "1000"
-- $18: "2999"
-- $19: "01"
-- $20: "12"
-- $21: "01"
-- $22: "31"
select count(*) as "eligible" from (select t.* from (select t.*, cast(case when (t."day_text" is not null) and ((regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($1 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($2 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($3 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(4 as bigint)) between cast($4 as varchar) and cast($5 as varchar)) and (substring(cast(t."day_text" as varchar), cast(6 as bigint), cast(2 as bigint)) between cast($6 as varchar) and cast($7 as varchar)) and (substring(cast(t."day_text" as varchar), cast(9 as bigint), cast(2 as bigint)) between cast($8 as varchar) and cast($9 as varchar))) then (substring(cast(t."day_text" as varchar), cast(9 as bigint), cast(2 as bigint)) || cast($10 as varchar) || substring(cast(t."day_text" as varchar), cast(6 as bigint), cast(2 as bigint)) || cast($11 as varchar) || substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(4 as bigint)) || substring(cast(t."day_text" as varchar), cast(11 as bigint), length(cast(t."day_text" as varchar)))) else cast(t."day_text" as varchar) end as VARCHAR) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."day_text", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "main"."orders" t
    where ((t."ordered_at" >= cast($12 as timestamp) and t."ordered_at" < cast($13 as timestamp)))
    ) t ) t ) t where (t."day_text" is not null) and ((regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($14 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($15 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($16 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(4 as bigint)) between cast($17 as varchar) and cast($18 as varchar)) and (substring(cast(t."day_text" as varchar), cast(6 as bigint), cast(2 as bigint)) between cast($19 as varchar) and cast($20 as varchar)) and (substring(cast(t."day_text" as varchar), cast(9 as bigint), cast(2 as bigint)) between cast($21 as varchar) and cast($22 as varchar)))) t;

-- $1: "[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]"
-- $2: " T"
-- $3: "[0-9][0-9]\\:[0-9][0-9]"
-- $4: "1000"
-- $5: "2999"
-- $6: "01"
-- $7: "12"
-- $8: "01"
-- $9: "31"
-- $10: "/"
-- $11: "/"
-- $12: "2026-11-06 00:00:00.000000"
-- $13: "2026-11-20 00:00:00.000000"
-- $14: "[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]"
-- $15: " T"
-- $16: "[0-9][0-9]\\:[0-9][0-9]"
-- $17: "1000"
-- $18: "2999"
-- $19: "01"
-- $20: "12"
-- $21: "01"
-- $22: "31"
-- $23: "2026-11-06 00:00:00.000000"
-- $24: "2026-11-20 00:00:00.000000"
-- $25: "summary"
-- $26: "sample"
-- $27: "total"
-- $28: "series"
-- $29: "2026-10-24 00:00:00.000000"
-- $30: "2026-11-21 00:00:00.000000"
with "base" as materialized (
select t."id", t."ordered_at", t."day_text", case when 1 = 1 then 1 else 0 end as "_fl_in" from "main"."orders" t
), "chosen" as materialized (
select cast(t."id" as BIGINT) as "k1", cast(t."day_text" as VARCHAR) as "b1", cast(t."_fl_after" as VARCHAR) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when (t."day_text" is not null) and ((regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($1 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($2 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($3 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(4 as bigint)) between cast($4 as varchar) and cast($5 as varchar)) and (substring(cast(t."day_text" as varchar), cast(6 as bigint), cast(2 as bigint)) between cast($6 as varchar) and cast($7 as varchar)) and (substring(cast(t."day_text" as varchar), cast(9 as bigint), cast(2 as bigint)) between cast($8 as varchar) and cast($9 as varchar))) then (substring(cast(t."day_text" as varchar), cast(9 as bigint), cast(2 as bigint)) || cast($10 as varchar) || substring(cast(t."day_text" as varchar), cast(6 as bigint), cast(2 as bigint)) || cast($11 as varchar) || substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(4 as bigint)) || substring(cast(t."day_text" as varchar), cast(11 as bigint), length(cast(t."day_text" as varchar)))) else cast(t."day_text" as varchar) end as VARCHAR) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."day_text", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "base" t
    where ((t."ordered_at" >= cast($12 as timestamp) and t."ordered_at" < cast($13 as timestamp))) and (t."_fl_in" = 1)
    ) t ) t ) t where (t."day_text" is not null) and ((regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($14 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($15 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($16 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(4 as bigint)) between cast($17 as varchar) and cast($18 as varchar)) and (substring(cast(t."day_text" as varchar), cast(6 as bigint), cast(2 as bigint)) between cast($19 as varchar) and cast($20 as varchar)) and (substring(cast(t."day_text" as varchar), cast(9 as bigint), cast(2 as bigint)) between cast($21 as varchar) and cast($22 as varchar)))) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 17) t
), "overlaid" as materialized (
select t."ordered_at" as "moment", case when (t."ordered_at" >= cast($23 as timestamp) and t."ordered_at" < cast($24 as timestamp)) then 1 else 0 end as "inside", t."day_text" as "value_before", case when c."k1" is not null then c."a1" else t."day_text" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."id" = c."k1"
)
select cast($25 as varchar) as "part", cast(null as varchar) as "bucket", cast(count(*) as varchar) as "v1", cast(coalesce(sum(hash(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence")), 0) as varchar) as "v2", cast(null as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from "chosen" fl_s union all select cast($26 as varchar) as "part", cast(null as varchar) as "bucket", cast(fl_s."k1" as varchar) as "v1", cast(fl_s."b1" as varchar) as "v2", cast(fl_s."a1" as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(null as varchar) as "v6", cast(null as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(null as varchar) as "v10", cast(null as varchar) as "v11", cast(null as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(null as varchar) as "v15", cast(null as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" limit 5) fl_s union all select cast($27 as varchar) as "part", cast(o."inside" as varchar) as "bucket", cast(count(*) filter (where o."was_there" = 1) as varchar) as "v1", cast(count(*) filter (where o."was_there" = 1 and o."value_before" is null) as varchar) as "v2", cast(count(distinct (cast(case when o."was_there" = 1 then o."value_before" end as varchar) collate "C")) as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(min((cast(case when o."was_there" = 1 then o."value_before" end as varchar) collate "C")) as varchar) as "v6", cast(max((cast(case when o."was_there" = 1 then o."value_before" end as varchar) collate "C")) as varchar) as "v7", cast(null as varchar) as "v8", replace(cast(max(case when o."was_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v9", cast(count(*) filter (where o."is_there" = 1) as varchar) as "v10", cast(count(*) filter (where o."is_there" = 1 and o."value_after" is null) as varchar) as "v11", cast(count(distinct (cast(case when o."is_there" = 1 then o."value_after" end as varchar) collate "C")) as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(min((cast(case when o."is_there" = 1 then o."value_after" end as varchar) collate "C")) as varchar) as "v15", cast(max((cast(case when o."is_there" = 1 then o."value_after" end as varchar) collate "C")) as varchar) as "v16", cast(null as varchar) as "v17", replace(cast(max(case when o."is_there" = 1 then o."moment" end) as varchar), ' (BC)', ' BC') as "v18" from "overlaid" o group by rollup (o."inside") union all select cast($28 as varchar) as "part", cast(replace(cast(o."bucket_start" as varchar), ' (BC)', ' BC') as varchar) as "bucket", cast(count(*) filter (where o."was_there" = 1) as varchar) as "v1", cast(count(*) filter (where o."was_there" = 1 and o."value_before" is null) as varchar) as "v2", cast(count(distinct (cast(case when o."was_there" = 1 then o."value_before" end as varchar) collate "C")) as varchar) as "v3", cast(null as varchar) as "v4", cast(null as varchar) as "v5", cast(min((cast(case when o."was_there" = 1 then o."value_before" end as varchar) collate "C")) as varchar) as "v6", cast(max((cast(case when o."was_there" = 1 then o."value_before" end as varchar) collate "C")) as varchar) as "v7", cast(null as varchar) as "v8", cast(null as varchar) as "v9", cast(count(*) filter (where o."is_there" = 1) as varchar) as "v10", cast(count(*) filter (where o."is_there" = 1 and o."value_after" is null) as varchar) as "v11", cast(count(distinct (cast(case when o."is_there" = 1 then o."value_after" end as varchar) collate "C")) as varchar) as "v12", cast(null as varchar) as "v13", cast(null as varchar) as "v14", cast(min((cast(case when o."is_there" = 1 then o."value_after" end as varchar) collate "C")) as varchar) as "v15", cast(max((cast(case when o."is_there" = 1 then o."value_after" end as varchar) collate "C")) as varchar) as "v16", cast(null as varchar) as "v17", cast(null as varchar) as "v18" from (select t.*, cast(date_trunc('day', cast(t."moment" as timestamp)) as timestamp) as "bucket_start" from "overlaid" t where (t."moment" >= cast($29 as timestamp) and t."moment" < cast($30 as timestamp))) o group by o."bucket_start";

-- apply

-- $1: "main"
-- $2: "orders"
    select c.column_name, c.column_index, c.data_type, c.is_nullable, c.column_default, t.sql as definition
    from duckdb_columns() as c
    left join duckdb_tables() as t on t.database_name = c.database_name and t.table_oid = c.table_oid
    where c.database_name = current_database() and c.schema_name = $1 and c.table_name = $2
    order by c.column_index;

-- $1: "main"
-- $2: "orders"
    select index_name, is_unique, cast(to_json(cast(expressions as varchar[])) as varchar) as expressions
    from duckdb_indexes()
    where database_name = current_database() and schema_name = $1 and table_name = $2
    order by index_name;

-- $1: "main"
-- $2: "orders"
    select constraint_name, constraint_type = 'PRIMARY KEY' as is_primary, cast(to_json(constraint_column_names) as varchar) as columns
    from duckdb_constraints()
    where database_name = current_database() and schema_name = $1 and table_name = $2
      and constraint_type in ('PRIMARY KEY', 'UNIQUE')
    order by is_primary desc, constraint_index;

create table if not exists "faultline"."snapshot_run_1" ("k1" BIGINT not null, "b1" VARCHAR, "a1" VARCHAR, "occurrence" bigint not null);

-- $1: "[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]"
-- $2: " T"
-- $3: "[0-9][0-9]\\:[0-9][0-9]"
-- $4: "1000"
-- $5: "2999"
-- $6: "01"
-- $7: "12"
-- $8: "01"
-- $9: "31"
-- $10: "/"
-- $11: "/"
-- $12: "2026-11-06 00:00:00.000000"
-- $13: "2026-11-20 00:00:00.000000"
-- $14: "[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]"
-- $15: " T"
-- $16: "[0-9][0-9]\\:[0-9][0-9]"
-- $17: "1000"
-- $18: "2999"
-- $19: "01"
-- $20: "12"
-- $21: "01"
-- $22: "31"
insert into "faultline"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."id" as BIGINT) as "k1", cast(t."day_text" as VARCHAR) as "b1", cast(t."_fl_after" as VARCHAR) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when (t."day_text" is not null) and ((regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($1 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($2 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($3 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(4 as bigint)) between cast($4 as varchar) and cast($5 as varchar)) and (substring(cast(t."day_text" as varchar), cast(6 as bigint), cast(2 as bigint)) between cast($6 as varchar) and cast($7 as varchar)) and (substring(cast(t."day_text" as varchar), cast(9 as bigint), cast(2 as bigint)) between cast($8 as varchar) and cast($9 as varchar))) then (substring(cast(t."day_text" as varchar), cast(9 as bigint), cast(2 as bigint)) || cast($10 as varchar) || substring(cast(t."day_text" as varchar), cast(6 as bigint), cast(2 as bigint)) || cast($11 as varchar) || substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(4 as bigint)) || substring(cast(t."day_text" as varchar), cast(11 as bigint), length(cast(t."day_text" as varchar)))) else cast(t."day_text" as varchar) end as VARCHAR) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."day_text", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "main"."orders" t
    where ((t."ordered_at" >= cast($12 as timestamp) and t."ordered_at" < cast($13 as timestamp)))
    ) t ) t ) t where (t."day_text" is not null) and ((regexp_full_match(substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(10 as bigint)), cast($14 as varchar))) and (length(cast(t."day_text" as varchar)) = cast(10 as bigint)
    or (strpos(cast($15 as varchar), substring(cast(t."day_text" as varchar), cast(11 as bigint), cast(1 as bigint))) > 0 and regexp_full_match(substring(cast(t."day_text" as varchar), cast(12 as bigint), cast(5 as bigint)), cast($16 as varchar)))) and (substring(cast(t."day_text" as varchar), cast(1 as bigint), cast(4 as bigint)) between cast($17 as varchar) and cast($18 as varchar)) and (substring(cast(t."day_text" as varchar), cast(6 as bigint), cast(2 as bigint)) between cast($19 as varchar) and cast($20 as varchar)) and (substring(cast(t."day_text" as varchar), cast(9 as bigint), cast(2 as bigint)) between cast($21 as varchar) and cast($22 as varchar)))) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 17) t;

select count(*) as "found", cast(coalesce(sum(hash(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence")), 0) as varchar) as "digest" from "faultline"."snapshot_run_1" fl_s;

update "main"."orders" as t
set "day_text" = fl_s."a1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and ((case when (cast(t."day_text" as varchar) collate "C") is not distinct from (cast(fl_s."b1" as varchar) collate "C") then true else false end));

-- rollback

-- $1: "main"
-- $2: "orders"
    select c.column_name, c.column_index, c.data_type, c.is_nullable, c.column_default, t.sql as definition
    from duckdb_columns() as c
    left join duckdb_tables() as t on t.database_name = c.database_name and t.table_oid = c.table_oid
    where c.database_name = current_database() and c.schema_name = $1 and c.table_name = $2
    order by c.column_index;

-- $1: "main"
-- $2: "orders"
    select index_name, is_unique, cast(to_json(cast(expressions as varchar[])) as varchar) as expressions
    from duckdb_indexes()
    where database_name = current_database() and schema_name = $1 and table_name = $2
    order by index_name;

-- $1: "main"
-- $2: "orders"
    select constraint_name, constraint_type = 'PRIMARY KEY' as is_primary, cast(to_json(constraint_column_names) as varchar) as columns
    from duckdb_constraints()
    where database_name = current_database() and schema_name = $1 and table_name = $2
      and constraint_type in ('PRIMARY KEY', 'UNIQUE')
    order by is_primary desc, constraint_index;

update "main"."orders" as t
set "day_text" = fl_s."b1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and ((case when (cast(t."day_text" as varchar) collate "C") is not distinct from (cast(fl_s."a1" as varchar) collate "C") then true else false end));
