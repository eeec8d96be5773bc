-- plan

-- :1 "9999-99-99"
-- :2 " T"
-- :3 "99:99"
-- :4 "1000"
-- :5 "2999"
-- :6 "01"
-- :7 "12"
-- :8 "01"
-- :9 "31"
-- :10 "9999/99/99"
-- :11 " T"
-- :12 "99:99"
-- :13 "1000"
-- :14 "2999"
-- :15 "01"
-- :16 "12"
-- :17 "01"
-- :18 "31"
-- :19 "9999.99.99"
-- :20 " T"
-- :21 "99:99"
-- :22 "1000"
-- :23 "2999"
-- :24 "01"
-- :25 "12"
-- :26 "01"
-- :27 "31"
-- :28 "<run>"
-- :29 " T"
-- :30 "99:99"
-- :31 "1000"
-- :32 "2999"
-- :33 "01"
-- :34 "12"
-- :35 "01"
-- :36 "31"
-- :37 "99/99/9999"
-- :38 " T"
-- :39 "99:99"
-- :40 "1000"
-- :41 "2999"
-- :42 "01"
-- :43 "12"
-- :44 "01"
-- :45 "31"
-- :46 "99/99/9999"
-- :47 " T"
-- :48 "99:99"
-- :49 "1000"
-- :50 "2999"
-- :51 "01"
-- :52 "12"
-- :53 "01"
-- :54 "31"
-- :55 "99/99/9999"
-- :56 " T"
-- :57 "99:99"
-- :58 "1000"
-- :59 "2999"
-- :60 "01"
-- :61 "12"
-- :62 "01"
-- :63 "31"
-- :64 "99/99/9999"
-- :65 " T"
-- :66 "99:99"
-- :67 "1000"
-- :68 "2999"
-- :69 "01"
-- :70 "12"
-- :71 "01"
-- :72 "31"
-- :73 "99/99/9999"
-- :74 " T"
-- :75 "99:99"
-- :76 "1000"
-- :77 "2999"
-- :78 "01"
-- :79 "12"
-- :80 "01"
-- :81 "31"
-- :82 "99/99/9999"
-- :83 " T"
-- :84 "99:99"
-- :85 "1000"
-- :86 "2999"
-- :87 "01"
-- :88 "12"
-- :89 "01"
-- :90 "31"
-- :91 "99-99-9999"
-- :92 " T"
-- :93 "99:99"
-- :94 "1000"
-- :95 "2999"
-- :96 "01"
-- :97 "12"
-- :98 "01"
-- :99 "31"
-- :100 "99-99-9999"
-- :101 " T"
-- :102 "99:99"
-- :103 "1000"
-- :104 "2999"
-- :105 "01"
-- :106 "12"
-- :107 "01"
-- :108 "31"
-- :109 "99-99-9999"
-- :110 " T"
-- :111 "99:99"
-- :112 "1000"
-- :113 "2999"
-- :114 "01"
-- :115 "12"
-- :116 "01"
-- :117 "31"
-- :118 "99-99-9999"
-- :119 " T"
-- :120 "99:99"
-- :121 "1000"
-- :122 "2999"
-- :123 "01"
-- :124 "12"
-- :125 "01"
-- :126 "31"
-- :127 "99-99-9999"
-- :128 " T"
-- :129 "99:99"
-- :130 "1000"
-- :131 "2999"
-- :132 "01"
-- :133 "12"
-- :134 "01"
-- :135 "31"
-- :136 "99-99-9999"
-- :137 " T"
-- :138 "99:99"
-- :139 "1000"
-- :140 "2999"
-- :141 "01"
-- :142 "12"
-- :143 "01"
-- :144 "31"
-- :145 "99.99.9999"
-- :146 " T"
-- :147 "99:99"
-- :148 "1000"
-- :149 "2999"
-- :150 "01"
-- :151 "12"
-- :152 "01"
-- :153 "31"
-- :154 "999-999-9999"
-- :155 "(999) 999-9999"
-- :156 "999.999.9999"
-- :157 "999 999 9999"
-- :158 "9999999999"
-- :159 "200"
-- :160 "999"
-- :161 "200"
-- :162 "999"
-- :163 "+19999999999"
-- :164 "+1 999 999 9999"
-- :165 "+1-999-999-9999"
-- :166 "+1 (999) 999-9999"
-- :167 "1-999-999-9999"
select count(*) as "_rows", regexp_replace(regexp_replace(rtrim(rtrim(to_char(min(case when t."ORDERED_AT" >= timestamp '0001-01-01 00:00:00.000000' and t."ORDERED_AT" <= timestamp '9999-12-31 23:59:59.999999' then t."ORDERED_AT" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_first", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when t."ORDERED_AT" >= timestamp '0001-01-01 00:00:00.000000' and t."ORDERED_AT" <= timestamp '2026-11-20 09:00:00.000000' then t."ORDERED_AT" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "_latest", count(t."DAY_TEXT") as "texts", count(case when (translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:1 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:2 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:3 as varchar2(4000)))) and (substr(t."DAY_TEXT", 1, 4) between cast(:4 as varchar2(4000)) and cast(:5 as varchar2(4000))) and (substr(t."DAY_TEXT", 6, 2) between cast(:6 as varchar2(4000)) and cast(:7 as varchar2(4000))) and (substr(t."DAY_TEXT", 9, 2) between cast(:8 as varchar2(4000)) and cast(:9 as varchar2(4000))) then 1 end) as "c0", count(case when (translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:10 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:11 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:12 as varchar2(4000)))) and (substr(t."DAY_TEXT", 1, 4) between cast(:13 as varchar2(4000)) and cast(:14 as varchar2(4000))) and (substr(t."DAY_TEXT", 6, 2) between cast(:15 as varchar2(4000)) and cast(:16 as varchar2(4000))) and (substr(t."DAY_TEXT", 9, 2) between cast(:17 as varchar2(4000)) and cast(:18 as varchar2(4000))) then 1 end) as "c1", count(case when (translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:19 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:20 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:21 as varchar2(4000)))) and (substr(t."DAY_TEXT", 1, 4) between cast(:22 as varchar2(4000)) and cast(:23 as varchar2(4000))) and (substr(t."DAY_TEXT", 6, 2) between cast(:24 as varchar2(4000)) and cast(:25 as varchar2(4000))) and (substr(t."DAY_TEXT", 9, 2) between cast(:26 as varchar2(4000)) and cast(:27 as varchar2(4000))) then 1 end) as "c2", count(case when (translate(substr(t."DAY_TEXT", 1, 8), '0123456789', '9999999999') = cast(:28 as varchar2(4000))) and (length(t."DAY_TEXT") = 8
    or (instr(cast(:29 as varchar2(4000)), substr(t."DAY_TEXT", 9, 1)) > 0 and translate(substr(t."DAY_TEXT", 10, 5), '0123456789', '9999999999') = cast(:30 as varchar2(4000)))) and (substr(t."DAY_TEXT", 1, 4) between cast(:31 as varchar2(4000)) and cast(:32 as varchar2(4000))) and (substr(t."DAY_TEXT", 5, 2) between cast(:33 as varchar2(4000)) and cast(:34 as varchar2(4000))) and (substr(t."DAY_TEXT", 7, 2) between cast(:35 as varchar2(4000)) and cast(:36 as varchar2(4000))) then 1 end) as "c3", count(case when (translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:37 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:38 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:39 as varchar2(4000)))) and (substr(t."DAY_TEXT", 7, 4) between cast(:40 as varchar2(4000)) and cast(:41 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 2) between cast(:42 as varchar2(4000)) and cast(:43 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 2) between cast(:44 as varchar2(4000)) and cast(:45 as varchar2(4000))) then 1 end) as "c4", count(case when (translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:46 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:47 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:48 as varchar2(4000)))) and (substr(t."DAY_TEXT", 7, 4) between cast(:49 as varchar2(4000)) and cast(:50 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 2) between cast(:51 as varchar2(4000)) and cast(:52 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 2) between cast(:53 as varchar2(4000)) and cast(:54 as varchar2(4000))) and not ((translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:55 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:56 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:57 as varchar2(4000)))) and (substr(t."DAY_TEXT", 7, 4) between cast(:58 as varchar2(4000)) and cast(:59 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 2) between cast(:60 as varchar2(4000)) and cast(:61 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 2) between cast(:62 as varchar2(4000)) and cast(:63 as varchar2(4000)))) then 1 end) as "d4", count(case when (translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:64 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:65 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:66 as varchar2(4000)))) and (substr(t."DAY_TEXT", 7, 4) between cast(:67 as varchar2(4000)) and cast(:68 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 2) between cast(:69 as varchar2(4000)) and cast(:70 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 2) between cast(:71 as varchar2(4000)) and cast(:72 as varchar2(4000))) then 1 end) as "c5", count(case when (translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:73 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:74 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:75 as varchar2(4000)))) and (substr(t."DAY_TEXT", 7, 4) between cast(:76 as varchar2(4000)) and cast(:77 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 2) between cast(:78 as varchar2(4000)) and cast(:79 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 2) between cast(:80 as varchar2(4000)) and cast(:81 as varchar2(4000))) and not ((translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:82 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:83 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:84 as varchar2(4000)))) and (substr(t."DAY_TEXT", 7, 4) between cast(:85 as varchar2(4000)) and cast(:86 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 2) between cast(:87 as varchar2(4000)) and cast(:88 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 2) between cast(:89 as varchar2(4000)) and cast(:90 as varchar2(4000)))) then 1 end) as "d5", count(case when (translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:91 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:92 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:93 as varchar2(4000)))) and (substr(t."DAY_TEXT", 7, 4) between cast(:94 as varchar2(4000)) and cast(:95 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 2) between cast(:96 as varchar2(4000)) and cast(:97 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 2) between cast(:98 as varchar2(4000)) and cast(:99 as varchar2(4000))) then 1 end) as "c6", count(case when (translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:100 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:101 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:102 as varchar2(4000)))) and (substr(t."DAY_TEXT", 7, 4) between cast(:103 as varchar2(4000)) and cast(:104 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 2) between cast(:105 as varchar2(4000)) and cast(:106 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 2) between cast(:107 as varchar2(4000)) and cast(:108 as varchar2(4000))) and not ((translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:109 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:110 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:111 as varchar2(4000)))) and (substr(t."DAY_TEXT", 7, 4) between cast(:112 as varchar2(4000)) and cast(:113 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 2) between cast(:114 as varchar2(4000)) and cast(:115 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 2) between cast(:116 as varchar2(4000)) and cast(:117 as varchar2(4000)))) then 1 end) as "d6", count(case when (translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:118 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:119 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:120 as varchar2(4000)))) and (substr(t."DAY_TEXT", 7, 4) between cast(:121 as varchar2(4000)) and cast(:122 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 2) between cast(:123 as varchar2(4000)) and cast(:124 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 2) between cast(:125 as varchar2(4000)) and cast(:126 as varchar2(4000))) then 1 end) as "c7", count(case when (translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:127 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:128 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:129 as varchar2(4000)))) and (substr(t."DAY_TEXT", 7, 4) between cast(:130 as varchar2(4000)) and cast(:131 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 2) between cast(:132 as varchar2(4000)) and cast(:133 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 2) between cast(:134 as varchar2(4000)) and cast(:135 as varchar2(4000))) and not ((translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:136 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:137 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:138 as varchar2(4000)))) and (substr(t."DAY_TEXT", 7, 4) between cast(:139 as varchar2(4000)) and cast(:140 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 2) between cast(:141 as varchar2(4000)) and cast(:142 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 2) between cast(:143 as varchar2(4000)) and cast(:144 as varchar2(4000)))) then 1 end) as "d7", count(case when (translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:145 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:146 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:147 as varchar2(4000)))) and (substr(t."DAY_TEXT", 7, 4) between cast(:148 as varchar2(4000)) and cast(:149 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 2) between cast(:150 as varchar2(4000)) and cast(:151 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 2) between cast(:152 as varchar2(4000)) and cast(:153 as varchar2(4000))) then 1 end) as "c8", count(case when (translate(t."DAY_TEXT", '0123456789', '9999999999') = cast(:154 as varchar2(4000))) then 1 end) as "c9", count(case when (translate(t."DAY_TEXT", '0123456789', '9999999999') = cast(:155 as varchar2(4000))) then 1 end) as "c10", count(case when (translate(t."DAY_TEXT", '0123456789', '9999999999') = cast(:156 as varchar2(4000))) then 1 end) as "c11", count(case when (translate(t."DAY_TEXT", '0123456789', '9999999999') = cast(:157 as varchar2(4000))) then 1 end) as "c12", count(case when (translate(t."DAY_TEXT", '0123456789', '9999999999') = cast(:158 as varchar2(4000))) and (substr(t."DAY_TEXT", 1, 3) between cast(:159 as varchar2(4000)) and cast(:160 as varchar2(4000))) and (substr(t."DAY_TEXT", 4, 3) between cast(:161 as varchar2(4000)) and cast(:162 as varchar2(4000))) then 1 end) as "c13", count(case when (translate(t."DAY_TEXT", '0123456789', '9999999999') = cast(:163 as varchar2(4000))) then 1 end) as "c14", count(case when (translate(t."DAY_TEXT", '0123456789', '9999999999') = cast(:164 as varchar2(4000))) then 1 end) as "c15", count(case when (translate(t."DAY_TEXT", '0123456789', '9999999999') = cast(:165 as varchar2(4000))) then 1 end) as "c16", count(case when (translate(t."DAY_TEXT", '0123456789', '9999999999') = cast(:166 as varchar2(4000))) then 1 end) as "c17", count(case when (translate(t."DAY_TEXT", '0123456789', '9999999999') = cast(:167 as varchar2(4000))) then 1 end) as "c18"
    from "SHOP"."ORDERS" t

-- :1 "9999-99-99"
-- :2 " T"
-- :3 "99:99"
-- :4 "1000"
-- :5 "2999"
-- :6 "01"
-- :7 "12"
-- :8 "01"
-- :9 "31"
-- :10 "/"
-- :11 "/"
-- :12 "9999-99-99"
-- :13 " T"
-- :14 "99:99"
-- :15 "1000"
-- :16 "2999"
-- :17 "01"
-- :18 "12"
-- :19 "01"
-- :20 "31"
select count(*) as "eligible" from (select t.* from (select t.*, cast(case when (t."DAY_TEXT" is not null) and ((translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:1 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:2 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:3 as varchar2(4000)))) and (substr(t."DAY_TEXT", 1, 4) between cast(:4 as varchar2(4000)) and cast(:5 as varchar2(4000))) and (substr(t."DAY_TEXT", 6, 2) between cast(:6 as varchar2(4000)) and cast(:7 as varchar2(4000))) and (substr(t."DAY_TEXT", 9, 2) between cast(:8 as varchar2(4000)) and cast(:9 as varchar2(4000)))) then (substr(t."DAY_TEXT", 9, 2) || cast(:10 as varchar2(4000)) || substr(t."DAY_TEXT", 6, 2) || cast(:11 as varchar2(4000)) || substr(t."DAY_TEXT", 1, 4) || substr(t."DAY_TEXT", 11, length(t."DAY_TEXT"))) else t."DAY_TEXT" end as VARCHAR2(12 CHAR)) as "_fl_after" from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."ORDERED_AT", t."DAY_TEXT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-06 00:00:00.000000' and t."ORDERED_AT" < timestamp '2026-11-20 00:00:00.000000'))
    ) t ) t ) t where (t."DAY_TEXT" is not null) and ((translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:12 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:13 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:14 as varchar2(4000)))) and (substr(t."DAY_TEXT", 1, 4) between cast(:15 as varchar2(4000)) and cast(:16 as varchar2(4000))) and (substr(t."DAY_TEXT", 6, 2) between cast(:17 as varchar2(4000)) and cast(:18 as varchar2(4000))) and (substr(t."DAY_TEXT", 9, 2) between cast(:19 as varchar2(4000)) and cast(:20 as varchar2(4000))))) t

-- :1 "9999-99-99"
-- :2 " T"
-- :3 "99:99"
-- :4 "1000"
-- :5 "2999"
-- :6 "01"
-- :7 "12"
-- :8 "01"
-- :9 "31"
-- :10 "/"
-- :11 "/"
-- :12 "9999-99-99"
-- :13 " T"
-- :14 "99:99"
-- :15 "1000"
-- :16 "2999"
-- :17 "01"
-- :18 "12"
-- :19 "01"
-- :20 "31"
-- :21 "summary"
-- :22 "sample"
-- :23 "total"
-- :24 "series"
with "base" as (
select t."ID", t."ORDERED_AT", t."DAY_TEXT", case when 1 = 1 then 1 else 0 end as "_fl_in" from "SHOP"."ORDERS" t
), "chosen" as (
select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."DAY_TEXT" as VARCHAR2(12 CHAR)) as "b1", cast(t."_fl_after" as VARCHAR2(12 CHAR)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when (t."DAY_TEXT" is not null) and ((translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:1 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:2 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:3 as varchar2(4000)))) and (substr(t."DAY_TEXT", 1, 4) between cast(:4 as varchar2(4000)) and cast(:5 as varchar2(4000))) and (substr(t."DAY_TEXT", 6, 2) between cast(:6 as varchar2(4000)) and cast(:7 as varchar2(4000))) and (substr(t."DAY_TEXT", 9, 2) between cast(:8 as varchar2(4000)) and cast(:9 as varchar2(4000)))) then (substr(t."DAY_TEXT", 9, 2) || cast(:10 as varchar2(4000)) || substr(t."DAY_TEXT", 6, 2) || cast(:11 as varchar2(4000)) || substr(t."DAY_TEXT", 1, 4) || substr(t."DAY_TEXT", 11, length(t."DAY_TEXT"))) else t."DAY_TEXT" end as VARCHAR2(12 CHAR)) as "_fl_after" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."ORDERED_AT", t."DAY_TEXT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "base" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-06 00:00:00.000000' and t."ORDERED_AT" < timestamp '2026-11-20 00:00:00.000000')) and (t."_fl_in" = 1)
    ) t ) t where t."_fl_draw" < 1879048192) t ) t where (t."DAY_TEXT" is not null) and ((translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:12 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:13 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:14 as varchar2(4000)))) and (substr(t."DAY_TEXT", 1, 4) between cast(:15 as varchar2(4000)) and cast(:16 as varchar2(4000))) and (substr(t."DAY_TEXT", 6, 2) between cast(:17 as varchar2(4000)) and cast(:18 as varchar2(4000))) and (substr(t."DAY_TEXT", 9, 2) between cast(:19 as varchar2(4000)) and cast(:20 as varchar2(4000))))) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 5 rows only) t
), "overlaid" as (
select t."ORDERED_AT" as "moment", case when (t."ORDERED_AT" >= timestamp '2026-11-06 00:00:00.000000' and t."ORDERED_AT" < timestamp '2026-11-20 00:00:00.000000') then 1 else 0 end as "inside", t."DAY_TEXT" as "value_before", case when c."k1" is not null then c."a1" else t."DAY_TEXT" end as "value_after", 1 as "was_there", 1 as "is_there"
    from "base" t
    left join "chosen" c on t."ID" = c."k1"
)
select cast(:21 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", cast(count(*) as varchar2(1000 byte)) as "v1", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "v2", cast(null as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from "chosen" fl_s union all select cast(:22 as varchar2(4000)) as "part", cast(null as varchar2(1000 byte)) as "bucket", to_char(fl_s."k1", 'TM9') as "v1", fl_s."b1" as "v2", fl_s."a1" as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", cast(null as varchar2(1000 byte)) as "v6", cast(null as varchar2(1000 byte)) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(null as varchar2(1000 byte)) as "v10", cast(null as varchar2(1000 byte)) as "v11", cast(null as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", cast(null as varchar2(1000 byte)) as "v15", cast(null as varchar2(1000 byte)) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select fl_s.* from "chosen" fl_s order by fl_s."k1" fetch first 5 rows only) fl_s union all select cast(:23 as varchar2(4000)) as "part", cast(o."inside" as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(count(case when o."was_there" = 1 and o."value_before" is null then 1 end) as varchar2(1000 byte)) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", min(case when o."was_there" = 1 then o."value_before" end) as "v6", max(case when o."was_there" = 1 then o."value_before" end) as "v7", cast(null as varchar2(1000 byte)) as "v8", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."was_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(count(case when o."is_there" = 1 and o."value_after" is null then 1 end) as varchar2(1000 byte)) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", min(case when o."is_there" = 1 then o."value_after" end) as "v15", max(case when o."is_there" = 1 then o."value_after" end) as "v16", cast(null as varchar2(1000 byte)) as "v17", regexp_replace(regexp_replace(rtrim(rtrim(to_char(max(case when o."is_there" = 1 then o."moment" end), 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as "v18" from "overlaid" o group by rollup (o."inside") union all select cast(:24 as varchar2(4000)) as "part", cast(regexp_replace(regexp_replace(rtrim(rtrim(to_char(o."bucket_start", 'SYYYY-MM-DD HH24:MI:SS.FF6'), '0'), '.'), '^-(.*)$', '\1 BC'), '^ (.*)$', '\1') as varchar2(1000 byte)) as "bucket", cast(count(case when o."was_there" = 1 then 1 end) as varchar2(1000 byte)) as "v1", cast(count(case when o."was_there" = 1 and o."value_before" is null then 1 end) as varchar2(1000 byte)) as "v2", cast(count(distinct case when o."was_there" = 1 then o."value_before" end) as varchar2(1000 byte)) as "v3", cast(null as varchar2(1000 byte)) as "v4", cast(null as varchar2(1000 byte)) as "v5", min(case when o."was_there" = 1 then o."value_before" end) as "v6", max(case when o."was_there" = 1 then o."value_before" end) as "v7", cast(null as varchar2(1000 byte)) as "v8", cast(null as varchar2(1000 byte)) as "v9", cast(count(case when o."is_there" = 1 then 1 end) as varchar2(1000 byte)) as "v10", cast(count(case when o."is_there" = 1 and o."value_after" is null then 1 end) as varchar2(1000 byte)) as "v11", cast(count(distinct case when o."is_there" = 1 then o."value_after" end) as varchar2(1000 byte)) as "v12", cast(null as varchar2(1000 byte)) as "v13", cast(null as varchar2(1000 byte)) as "v14", min(case when o."is_there" = 1 then o."value_after" end) as "v15", max(case when o."is_there" = 1 then o."value_after" end) as "v16", cast(null as varchar2(1000 byte)) as "v17", cast(null as varchar2(1000 byte)) as "v18" from (select t.*, cast(trunc(t."moment", 'DD') as timestamp) as "bucket_start" from "overlaid" t where (t."moment" >= timestamp '2026-10-24 00:00:00.000000' and t."moment" < timestamp '2026-11-21 00:00:00.000000')) o group by o."bucket_start"

-- apply

create table "SHOP"."snapshot_run_1" ("k1" NUMBER(18,0) not null, "b1" VARCHAR2(12 CHAR), "a1" VARCHAR2(12 CHAR), "occurrence" number(19) not null, primary key ("k1")) segment creation immediate

-- :1 "9999-99-99"
-- :2 " T"
-- :3 "99:99"
-- :4 "1000"
-- :5 "2999"
-- :6 "01"
-- :7 "12"
-- :8 "01"
-- :9 "31"
-- :10 "/"
-- :11 "/"
-- :12 "9999-99-99"
-- :13 " T"
-- :14 "99:99"
-- :15 "1000"
-- :16 "2999"
-- :17 "01"
-- :18 "12"
-- :19 "01"
-- :20 "31"
insert into "SHOP"."snapshot_run_1" ("k1", "b1", "a1", "occurrence")
    select cast(t."ID" as NUMBER(18,0)) as "k1", cast(t."DAY_TEXT" as VARCHAR2(12 CHAR)) as "b1", cast(t."_fl_after" as VARCHAR2(12 CHAR)) as "a1", t."_fl_occurrence" as "occurrence"
    from (select t.* from (select t.* from (select t.*, cast(case when (t."DAY_TEXT" is not null) and ((translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:1 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:2 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:3 as varchar2(4000)))) and (substr(t."DAY_TEXT", 1, 4) between cast(:4 as varchar2(4000)) and cast(:5 as varchar2(4000))) and (substr(t."DAY_TEXT", 6, 2) between cast(:6 as varchar2(4000)) and cast(:7 as varchar2(4000))) and (substr(t."DAY_TEXT", 9, 2) between cast(:8 as varchar2(4000)) and cast(:9 as varchar2(4000)))) then (substr(t."DAY_TEXT", 9, 2) || cast(:10 as varchar2(4000)) || substr(t."DAY_TEXT", 6, 2) || cast(:11 as varchar2(4000)) || substr(t."DAY_TEXT", 1, 4) || substr(t."DAY_TEXT", 11, length(t."DAY_TEXT"))) else t."DAY_TEXT" end as VARCHAR2(12 CHAR)) as "_fl_after" from (select t.* from (select t.*, draw('choose', of_kappa) as "_fl_draw" from (select t."ID", t."ORDERED_AT", t."DAY_TEXT", cast(t."ID" as number(19)) as "_fl_kappa", 1 as "_fl_occurrence"
    from "SHOP"."ORDERS" t
    where ((t."ORDERED_AT" >= timestamp '2026-11-06 00:00:00.000000' and t."ORDERED_AT" < timestamp '2026-11-20 00:00:00.000000'))
    ) t ) t where t."_fl_draw" < 1879048192) t ) t where (t."DAY_TEXT" is not null) and ((translate(substr(t."DAY_TEXT", 1, 10), '0123456789', '9999999999') = cast(:12 as varchar2(4000))) and (length(t."DAY_TEXT") = 10
    or (instr(cast(:13 as varchar2(4000)), substr(t."DAY_TEXT", 11, 1)) > 0 and translate(substr(t."DAY_TEXT", 12, 5), '0123456789', '9999999999') = cast(:14 as varchar2(4000)))) and (substr(t."DAY_TEXT", 1, 4) between cast(:15 as varchar2(4000)) and cast(:16 as varchar2(4000))) and (substr(t."DAY_TEXT", 6, 2) between cast(:17 as varchar2(4000)) and cast(:18 as varchar2(4000))) and (substr(t."DAY_TEXT", 9, 2) between cast(:19 as varchar2(4000)) and cast(:20 as varchar2(4000))))) t
    order by t."_fl_draw", t."_fl_kappa"
    fetch first 5 rows only) t

select count(*) as "found", to_char(coalesce(sum(to_number(substr(rawtohex(standard_hash(coalesce(rawtohex(standard_hash(fl_s."k1")), '-') || coalesce(rawtohex(standard_hash(fl_s."b1")), '-') || coalesce(rawtohex(standard_hash(fl_s."a1")), '-') || coalesce(rawtohex(standard_hash(fl_s."occurrence")), '-'))), 1, 15), 'XXXXXXXXXXXXXXX')), 0), 'TM9') as "digest" from "SHOP"."snapshot_run_1" fl_s

declare
  cursor chosen is
    select 1 as one from "SHOP"."ORDERS" t
    where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where t."ID" = fl_s."k1")
    for update wait 5;
begin
  open chosen;
  close chosen;
end;

update "SHOP"."ORDERS" t
set ("DAY_TEXT") = (select fl_s."a1" from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1") and (decode(t."DAY_TEXT", fl_s."b1", 1, 0) = 1))
where exists (select 1 from "SHOP"."snapshot_run_1" fl_s where (t."ID" = fl_s."k1") and (decode(t."DAY_TEXT", fl_s."b1", 1, 0) = 1))

-- rollback

