-- plan

-- $1: "0001-01-01 00:00:00.000000"
-- $2: "9999-12-31 23:59:59.999999"
-- $3: "0001-01-01 00:00:00.000000"
-- $4: "2026-11-20 09:00:00.000000"
-- $5: "^[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]$"
-- $6: " T"
-- $7: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $8: "1000"
-- $9: "2999"
-- $10: "01"
-- $11: "12"
-- $12: "01"
-- $13: "31"
-- $14: "^[0-9][0-9][0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9]$"
-- $15: " T"
-- $16: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $17: "1000"
-- $18: "2999"
-- $19: "01"
-- $20: "12"
-- $21: "01"
-- $22: "31"
-- $23: "^[0-9][0-9][0-9][0-9]\\.[0-9][0-9]\\.[0-9][0-9]$"
-- $24: " T"
-- $25: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $26: "1000"
-- $27: "2999"
-- $28: "01"
-- $29: "12"
-- $30: "01"
-- $31: "31"
-- $32: "^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]$"
-- $33: " T"
-- $34: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $35: "1000"
-- $36: "2999"
-- $37: "01"
-- $38: "12"
-- $39: "01"
-- $40: "31"
-- $41: "^[0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9][0-9][0-9]$"
-- $42: " T"
-- $43: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $44: "1000"
-- $45: "2999"
-- $46: "01"
-- $47: "12"
-- $48: "01"
-- $49: "31"
-- $50: "^[0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9][0-9][0-9]$"
-- $51: " T"
-- $52: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $53: "1000"
-- $54: "2999"
-- $55: "01"
-- $56: "12"
-- $57: "01"
-- $58: "31"
-- $59: "^[0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9][0-9][0-9]$"
-- $60: " T"
-- $61: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $62: "1000"
-- $63: "2999"
-- $64: "01"
-- $65: "12"
-- $66: "01"
-- $67: "31"
-- $68: "^[0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9][0-9][0-9]$"
-- $69: " T"
-- $70: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $71: "1000"
-- $72: "2999"
-- $73: "01"
-- $74: "12"
-- $75: "01"
-- $76: "31"
-- $77: "^[0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9][0-9][0-9]$"
-- $78: " T"
-- $79: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $80: "1000"
-- $81: "2999"
-- $82: "01"
-- $83: "12"
-- $84: "01"
-- $85: "31"
-- $86: "^[0-9][0-9]\\/[0-9][0-9]\\/[0-9][0-9][0-9][0-9]$"
-- $87: " T"
-- $88: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $89: "1000"
-- $90: "2999"
-- $91: "01"
-- $92: "12"
-- $93: "01"
-- $94: "31"
-- $95: "^[0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9][0-9][0-9]$"
-- $96: " T"
-- $97: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $98: "1000"
-- $99: "2999"
-- $100: "01"
-- $101: "12"
-- $102: "01"
-- $103: "31"
-- $104: "^[0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9][0-9][0-9]$"
-- $105: " T"
-- $106: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $107: "1000"
-- $108: "2999"
-- $109: "01"
-- $110: "12"
-- $111: "01"
-- $112: "31"
-- $113: "^[0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9][0-9][0-9]$"
-- $114: " T"
-- $115: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $116: "1000"
-- $117: "2999"
-- $118: "01"
-- $119: "12"
-- $120: "01"
-- $121: "31"
-- $122: "^[0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9][0-9][0-9]$"
-- $123: " T"
-- $124: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $125: "1000"
-- $126: "2999"
-- $127: "01"
-- $128: "12"
-- $129: "01"
-- $130: "31"
-- $131: "^[0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9][0-9][0-9]$"
-- $132: " T"
-- $133: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $134: "1000"
-- $135: "2999"
-- $136: "01"
-- $137: "12"
-- $138: "01"
-- $139: "31"
-- $140: "^[0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9][0-9][0-9]$"
-- $141: " T"
-- $142: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $143: "1000"
-- $144: "2999"
-- $145: "01"
-- $146: "12"
-- $147: "01"
-- $148: "31"
-- $149: "^[0-9][0-9]\\.[0-9][0-9]\\.[0-9][0-9][0-9][0-9]$"
-- $150: " T"
-- $151: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $152: "1000"
-- $153: "2999"
-- $154: "01"
-- $155: "12"
-- $156: "01"
-- $157: "31"
-- $158: "^[0-9][0-9][0-9]\\-[0-9][0-9][0-9]\\-[0-9][0-9][0-9][0-9]$"
-- $159: "^\\([0-9][0-9][0-9]\\) [0-9][0-9][0-9]\\-[0-9][0-9][0-9][0-9]$"
-- $160: "^[0-9][0-9][0-9]\\.[0-9][0-9][0-9]\\.[0-9][0-9][0-9][0-9]$"
-- $161: "^[0-9][0-9][0-9] [0-9][0-9][0-9] [0-9][0-9][0-9][0-9]$"
-- $162: "^[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]$"
-- $163: "200"
-- $164: "999"
-- $165: "200"
-- $166: "999"
-- $167: "^\\+1[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]$"
-- $168: "^\\+1 [0-9][0-9][0-9] [0-9][0-9][0-9] [0-9][0-9][0-9][0-9]$"
-- $169: "^\\+1\\-[0-9][0-9][0-9]\\-[0-9][0-9][0-9]\\-[0-9][0-9][0-9][0-9]$"
-- $170: "^\\+1 \\([0-9][0-9][0-9]\\) [0-9][0-9][0-9]\\-[0-9][0-9][0-9][0-9]$"
-- $171: "^1\\-[0-9][0-9][0-9]\\-[0-9][0-9][0-9]\\-[0-9][0-9][0-9][0-9]$"
select count(*) as "_rows", cast(min(case when t."ordered_at" >= cast($1 as timestamp) and t."ordered_at" <= cast($2 as timestamp) then t."ordered_at" end) as text) as "_first", cast(max(case when t."ordered_at" >= cast($3 as timestamp) and t."ordered_at" <= cast($4 as timestamp) then t."ordered_at" end) as text) as "_latest", count(t."day_text") as "texts", count(*) filter (where (((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($5 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($6 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($7 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($8 as text) and cast($9 as text)) and (substring(cast(t."day_text" as text) from cast(cast(6 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($10 as text) and cast($11 as text)) and (substring(cast(t."day_text" as text) from cast(cast(9 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($12 as text) and cast($13 as text))) as "c0", count(*) filter (where (((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($14 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($15 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($16 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($17 as text) and cast($18 as text)) and (substring(cast(t."day_text" as text) from cast(cast(6 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($19 as text) and cast($20 as text)) and (substring(cast(t."day_text" as text) from cast(cast(9 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($21 as text) and cast($22 as text))) as "c1", count(*) filter (where (((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($23 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($24 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($25 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($26 as text) and cast($27 as text)) and (substring(cast(t."day_text" as text) from cast(cast(6 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($28 as text) and cast($29 as text)) and (substring(cast(t."day_text" as text) from cast(cast(9 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($30 as text) and cast($31 as text))) as "c2", count(*) filter (where (((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(8 as bigint) as integer)) as text) collate "C") ~ cast($32 as text))) and (char_length(cast(t."day_text" as text)) = cast(8 as bigint)
    or (strpos((cast(cast($33 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(9 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(10 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($34 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($35 as text) and cast($36 as text)) and (substring(cast(t."day_text" as text) from cast(cast(5 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($37 as text) and cast($38 as text)) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($39 as text) and cast($40 as text))) as "c3", count(*) filter (where (((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($41 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($42 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($43 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($44 as text) and cast($45 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($46 as text) and cast($47 as text)) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($48 as text) and cast($49 as text))) as "c4", count(*) filter (where (((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($50 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($51 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($52 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($53 as text) and cast($54 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($55 as text) and cast($56 as text)) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($57 as text) and cast($58 as text)) and not ((((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($59 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($60 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($61 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($62 as text) and cast($63 as text)) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($64 as text) and cast($65 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($66 as text) and cast($67 as text)))) as "d4", count(*) filter (where (((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($68 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($69 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($70 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($71 as text) and cast($72 as text)) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($73 as text) and cast($74 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($75 as text) and cast($76 as text))) as "c5", count(*) filter (where (((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($77 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($78 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($79 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($80 as text) and cast($81 as text)) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($82 as text) and cast($83 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($84 as text) and cast($85 as text)) and not ((((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($86 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($87 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($88 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($89 as text) and cast($90 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($91 as text) and cast($92 as text)) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($93 as text) and cast($94 as text)))) as "d5", count(*) filter (where (((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($95 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($96 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($97 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($98 as text) and cast($99 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($100 as text) and cast($101 as text)) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($102 as text) and cast($103 as text))) as "c6", count(*) filter (where (((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($104 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($105 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($106 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($107 as text) and cast($108 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($109 as text) and cast($110 as text)) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($111 as text) and cast($112 as text)) and not ((((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($113 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($114 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($115 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($116 as text) and cast($117 as text)) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($118 as text) and cast($119 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($120 as text) and cast($121 as text)))) as "d6", count(*) filter (where (((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($122 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($123 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($124 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($125 as text) and cast($126 as text)) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($127 as text) and cast($128 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($129 as text) and cast($130 as text))) as "c7", count(*) filter (where (((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($131 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($132 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($133 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($134 as text) and cast($135 as text)) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($136 as text) and cast($137 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($138 as text) and cast($139 as text)) and not ((((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($140 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($141 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($142 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($143 as text) and cast($144 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($145 as text) and cast($146 as text)) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($147 as text) and cast($148 as text)))) as "d7", count(*) filter (where (((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($149 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($150 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($151 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(7 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($152 as text) and cast($153 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($154 as text) and cast($155 as text)) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($156 as text) and cast($157 as text))) as "c8", count(*) filter (where (((cast(cast(t."day_text" as text) as text) collate "C") ~ cast($158 as text)))) as "c9", count(*) filter (where (((cast(cast(t."day_text" as text) as text) collate "C") ~ cast($159 as text)))) as "c10", count(*) filter (where (((cast(cast(t."day_text" as text) as text) collate "C") ~ cast($160 as text)))) as "c11", count(*) filter (where (((cast(cast(t."day_text" as text) as text) collate "C") ~ cast($161 as text)))) as "c12", count(*) filter (where (((cast(cast(t."day_text" as text) as text) collate "C") ~ cast($162 as text))) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(3 as bigint) as integer)) between cast($163 as text) and cast($164 as text)) and (substring(cast(t."day_text" as text) from cast(cast(4 as bigint) as integer) for cast(cast(3 as bigint) as integer)) between cast($165 as text) and cast($166 as text))) as "c13", count(*) filter (where (((cast(cast(t."day_text" as text) as text) collate "C") ~ cast($167 as text)))) as "c14", count(*) filter (where (((cast(cast(t."day_text" as text) as text) collate "C") ~ cast($168 as text)))) as "c15", count(*) filter (where (((cast(cast(t."day_text" as text) as text) collate "C") ~ cast($169 as text)))) as "c16", count(*) filter (where (((cast(cast(t."day_text" as text) as text) collate "C") ~ cast($170 as text)))) as "c17", count(*) filter (where (((cast(cast(t."day_text" as text) as text) collate "C") ~ cast($171 as text)))) as "c18"
    from "public"."orders" t;

-- $1: "^[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]$"
-- $2: " T"
-- $3: "^[0-9][0-9]\\:[0-9][0-9]$"
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
-- $14: "^[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]$"
-- $15: " T"
-- $16: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $17: "1000"
-- $18: "2999"
-- $19: "01"
-- $20: "12"
-- $21: "01"
-- $22: "31"
select count(*) as "eligible" from (select t.* from (select t.*, cast(case when (t."day_text" is not null) and ((((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($1 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($2 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($3 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($4 as text) and cast($5 as text)) and (substring(cast(t."day_text" as text) from cast(cast(6 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($6 as text) and cast($7 as text)) and (substring(cast(t."day_text" as text) from cast(cast(9 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($8 as text) and cast($9 as text))) then (substring(cast(t."day_text" as text) from cast(cast(9 as bigint) as integer) for cast(cast(2 as bigint) as integer)) || cast($10 as text) || substring(cast(t."day_text" as text) from cast(cast(6 as bigint) as integer) for cast(cast(2 as bigint) as integer)) || cast($11 as text) || substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(4 as bigint) as integer)) || substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(char_length(cast(t."day_text" as text)) as integer))) else cast(t."day_text" as text) end as character varying(12)) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."day_text", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "public"."orders" t
    where ((t."ordered_at" >= cast($12 as timestamp) and t."ordered_at" < cast($13 as timestamp)))
    ) t ) t ) t where (t."day_text" is not null) and ((((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($14 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($15 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($16 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($17 as text) and cast($18 as text)) and (substring(cast(t."day_text" as text) from cast(cast(6 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($19 as text) and cast($20 as text)) and (substring(cast(t."day_text" as text) from cast(cast(9 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($21 as text) and cast($22 as text)))) t;

-- $1: "^[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]$"
-- $2: " T"
-- $3: "^[0-9][0-9]\\:[0-9][0-9]$"
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
-- $14: "^[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]$"
-- $15: " T"
-- $16: "^[0-9][0-9]\\:[0-9][0-9]$"
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
select t."id", t."ordered_at", t."day_text", case when 1 = 1 then 1 else 0 end as "_fl_in" from "public"."orders" t
), "chosen" as materialized (
select cast(t."id" as bigint) as "k1", cast(t."day_text" as character varying(12)) as "b1", cast(t."_fl_after" as character varying(12)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when (t."day_text" is not null) and ((((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($1 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($2 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($3 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($4 as text) and cast($5 as text)) and (substring(cast(t."day_text" as text) from cast(cast(6 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($6 as text) and cast($7 as text)) and (substring(cast(t."day_text" as text) from cast(cast(9 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($8 as text) and cast($9 as text))) then (substring(cast(t."day_text" as text) from cast(cast(9 as bigint) as integer) for cast(cast(2 as bigint) as integer)) || cast($10 as text) || substring(cast(t."day_text" as text) from cast(cast(6 as bigint) as integer) for cast(cast(2 as bigint) as integer)) || cast($11 as text) || substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(4 as bigint) as integer)) || substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(char_length(cast(t."day_text" as text)) as integer))) else cast(t."day_text" as text) end as character varying(12)) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."day_text", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "base" t
    where ((t."ordered_at" >= cast($12 as timestamp) and t."ordered_at" < cast($13 as timestamp))) and (t."_fl_in" = 1)
    ) t ) t ) t where (t."day_text" is not null) and ((((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($14 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($15 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($16 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($17 as text) and cast($18 as text)) and (substring(cast(t."day_text" as text) from cast(cast(6 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($19 as text) and cast($20 as text)) and (substring(cast(t."day_text" as text) from cast(cast(9 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($21 as text) and cast($22 as text)))) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 17) t
), "overlaid" as materialized (
select t."ordered_at" as "moment", case when (t."ordered_at" >= cast($23 as timestamp) and t."ordered_at" < cast($24 as timestamp)) then 1 else 0 end as "inside", t."day_text" as "value_before", case when c."k1" is not null then c."a1" else t."day_text" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."id" = c."k1"
)
select cast($25 as text) as "part", cast(null as text) as "bucket", cast(count(*) as text) as "v1", cast(coalesce(sum(hashtextextended(cast(row(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence") as text), 0)), 0) as text) as "v2", cast(null as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(null as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from "chosen" fl_s union all select cast($26 as text) as "part", cast(null as text) as "bucket", cast(fl_s."k1" as text) as "v1", cast(fl_s."b1" as text) as "v2", cast(fl_s."a1" as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(null as text) as "v6", cast(null as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(null as text) as "v10", cast(null as text) as "v11", cast(null as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(null as text) as "v15", cast(null as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" limit 5) fl_s union all select cast($27 as text) as "part", cast(o."inside" as text) as "bucket", cast(count(*) filter (where o."was_there" = 1) as text) as "v1", cast(count(*) filter (where o."was_there" = 1 and o."value_before" is null) as text) as "v2", cast(count(distinct (cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(min((cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v6", cast(max((cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v7", cast(null as text) as "v8", cast(max(case when o."was_there" = 1 then o."moment" end) as text) as "v9", cast(count(*) filter (where o."is_there" = 1) as text) as "v10", cast(count(*) filter (where o."is_there" = 1 and o."value_after" is null) as text) as "v11", cast(count(distinct (cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(min((cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v15", cast(max((cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v16", cast(null as text) as "v17", cast(max(case when o."is_there" = 1 then o."moment" end) as text) as "v18" from "overlaid" o group by rollup (o."inside") union all select cast($28 as text) as "part", cast(cast(o."bucket_start" as text) as text) as "bucket", cast(count(*) filter (where o."was_there" = 1) as text) as "v1", cast(count(*) filter (where o."was_there" = 1 and o."value_before" is null) as text) as "v2", cast(count(distinct (cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v3", cast(null as text) as "v4", cast(null as text) as "v5", cast(min((cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v6", cast(max((cast(case when o."was_there" = 1 then o."value_before" end as text) collate "C")) as text) as "v7", cast(null as text) as "v8", cast(null as text) as "v9", cast(count(*) filter (where o."is_there" = 1) as text) as "v10", cast(count(*) filter (where o."is_there" = 1 and o."value_after" is null) as text) as "v11", cast(count(distinct (cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v12", cast(null as text) as "v13", cast(null as text) as "v14", cast(min((cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v15", cast(max((cast(case when o."is_there" = 1 then o."value_after" end as text) collate "C")) as text) as "v16", cast(null as text) as "v17", cast(null as text) as "v18" from (select t.*, date_trunc('day', cast(t."moment" as timestamp)) as "bucket_start" from "overlaid" t where (t."moment" >= cast($29 as timestamp) and t."moment" < cast($30 as timestamp))) o group by o."bucket_start";

-- apply

create table if not exists "faultline"."snapshot_run_1" ("k1" bigint not null, "b1" character varying(12), "a1" character varying(12), "occurrence" bigint not null);

-- $1: "^[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]$"
-- $2: " T"
-- $3: "^[0-9][0-9]\\:[0-9][0-9]$"
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
-- $14: "^[0-9][0-9][0-9][0-9]\\-[0-9][0-9]\\-[0-9][0-9]$"
-- $15: " T"
-- $16: "^[0-9][0-9]\\:[0-9][0-9]$"
-- $17: "1000"
-- $18: "2999"
-- $19: "01"
-- $20: "12"
-- $21: "01"
-- $22: "31"
insert into "faultline"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."id" as bigint) as "k1", cast(t."day_text" as character varying(12)) as "b1", cast(t."_fl_after" as character varying(12)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when (t."day_text" is not null) and ((((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($1 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($2 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($3 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($4 as text) and cast($5 as text)) and (substring(cast(t."day_text" as text) from cast(cast(6 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($6 as text) and cast($7 as text)) and (substring(cast(t."day_text" as text) from cast(cast(9 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($8 as text) and cast($9 as text))) then (substring(cast(t."day_text" as text) from cast(cast(9 as bigint) as integer) for cast(cast(2 as bigint) as integer)) || cast($10 as text) || substring(cast(t."day_text" as text) from cast(cast(6 as bigint) as integer) for cast(cast(2 as bigint) as integer)) || cast($11 as text) || substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(4 as bigint) as integer)) || substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(char_length(cast(t."day_text" as text)) as integer))) else cast(t."day_text" as text) end as character varying(12)) as "_fl_after" from (select t.*, draw('choose', kappa) as "_fl_draw" from (select t."id", t."ordered_at", t."day_text", cast(t."id" as bigint) as "_fl_kappa", cast(1 as bigint) as "_fl_occurrence"
    from "public"."orders" t
    where ((t."ordered_at" >= cast($12 as timestamp) and t."ordered_at" < cast($13 as timestamp)))
    ) t ) t ) t where (t."day_text" is not null) and ((((cast(substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(10 as bigint) as integer)) as text) collate "C") ~ cast($14 as text))) and (char_length(cast(t."day_text" as text)) = cast(10 as bigint)
    or (strpos((cast(cast($15 as text) as text) collate "C"), substring(cast(t."day_text" as text) from cast(cast(11 as bigint) as integer) for cast(cast(1 as bigint) as integer))) > 0 and ((cast(substring(cast(t."day_text" as text) from cast(cast(12 as bigint) as integer) for cast(cast(5 as bigint) as integer)) as text) collate "C") ~ cast($16 as text)))) and (substring(cast(t."day_text" as text) from cast(cast(1 as bigint) as integer) for cast(cast(4 as bigint) as integer)) between cast($17 as text) and cast($18 as text)) and (substring(cast(t."day_text" as text) from cast(cast(6 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($19 as text) and cast($20 as text)) and (substring(cast(t."day_text" as text) from cast(cast(9 as bigint) as integer) for cast(cast(2 as bigint) as integer)) between cast($21 as text) and cast($22 as text)))) t
    order by t."_fl_draw", t."_fl_kappa"
    limit 17) t;

select count(*) as "found", cast(coalesce(sum(hashtextextended(cast(row(fl_s."k1", fl_s."b1", fl_s."a1", fl_s."occurrence") as text), 0)), 0) as text) as "digest" from "faultline"."snapshot_run_1" fl_s;

update "public"."orders" as t
set "day_text" = fl_s."a1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and (record_image_eq(row(cast(t."day_text" as character varying(12))), row(cast(fl_s."b1" as character varying(12)))));

-- rollback

update "public"."orders" as t
set "day_text" = fl_s."b1"
from "faultline"."snapshot_run_1" as fl_s
where (t."id" = fl_s."k1") and (record_image_eq(row(cast(t."day_text" as character varying(12))), row(cast(fl_s."a1" as character varying(12)))));
