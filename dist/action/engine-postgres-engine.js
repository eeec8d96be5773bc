import{t as e}from"./shared-load-driver.js";import{t}from"./shared-dialect4.js";import{a as n,i as r,o as i}from"./shared-sql.js";import{t as a}from"./shared-ledger-schema.js";import{t as o}from"./shared-text-literal.js";const s=[`select`,`insert`,`update`,`delete`];function c(e){let t=r(e.user);return[...l(e,t),...u(e,t),...d(e,t)].concat(e.tables.flatMap(t=>f(e.user,t)))}function l({database:e},t){return e===void 0?[]:[g(`To reach the database.`,i`grant connect on database ${r(e)} to ${t}`)]}function u({ledgerSchema:e=a,isReadOnly:t},o){let c=r(e),l=g(`Faultline's ledger and snapshots stand in a schema of their own.`,i`create schema if not exists ${c}`),u=e=>i`grant ${n(e)} on all tables in schema ${c} to ${o}`;return t?[l,g(`To find the ledger.`,i`grant usage on schema ${c} to ${o}`),g(`To read which runs are active, and their snapshots.`,u(`select`)),{why:`Tables that are made later are not covered. Run as the user that applies: ${_(i`alter default privileges in schema ${c} grant select on tables to ${o}`)};`}]:[l,g(`To make tables there, which the user then owns and may drop.`,i`grant usage, create on schema ${c} to ${o}`),g(`To read and take back what other users have applied so far.`,u(s.join(`, `)))]}function d({tables:e},t){return[...new Set(e.map(e=>e.name.schema))].map(e=>g(`To name the tables in it.`,i`grant usage on schema ${r(e)} to ${t}`))}function f(e,a){let{privileges:o,makesKeys:c}=a,l=t.table(a.name),u=s.filter(e=>o.includes(e)||e===`update`&&o.includes(`delete`)),d=u.length===1?`To read the rows.`:`To read rows, change them and take the change back.`,f=u.includes(`update`)&&!o.includes(`update`)?" `update` is for locking rows.":``;return[...u.length===0?[]:[g(d+f,i`grant ${n(u.join(`, `))} on ${l} to ${r(e)}`)],...c?[p(e,a.name)]:[],...o.includes(`alter`)?[m(e,a.name)]:[]]}function p(e,n){let r=`${o(_(t.table(n)))}::regclass`;return{why:`To draw fresh keys for copied rows of ${_(t.table(n))} from its sequences.`,statement:h(`declare
  drawn regclass;
begin
  for drawn in
    select d.objid::regclass from pg_catalog.pg_depend d join pg_catalog.pg_class c on c.oid = d.objid and c.relkind = 'S'
    where d.classid = 'pg_catalog.pg_class'::regclass and d.refobjid = ${r} and d.deptype in ('a', 'i')
    union
    select d.refobjid::regclass from pg_catalog.pg_attrdef a
    join pg_catalog.pg_depend d on d.classid = 'pg_catalog.pg_attrdef'::regclass and d.objid = a.oid
    join pg_catalog.pg_class c on c.oid = d.refobjid and c.relkind = 'S'
    where a.adrelid = ${r}
  loop
    execute format('grant usage on sequence %s to %I', drawn, ${o(e)});
  end loop;
end`)}}function m(e,n){let r=_(t.table(n));return{why:`Only the owner of ${r} may rename its columns: the user becomes its owner, and whoever was it so far becomes a member of the user, which keeps all of its rights.`,statement:h(`declare
  owner name := (select pg_catalog.pg_get_userbyid(relowner) from pg_catalog.pg_class where oid = ${o(r)}::regclass);
begin
  if owner <> ${o(e)} then
    execute format('alter table %s owner to %I', ${o(r)}::regclass, ${o(e)});
    execute format('grant %I to %I', ${o(e)}, owner);
  end if;
end`)}}function h(e){let t=`$grants$`;for(;e.includes(t);)t=t.replace(/\$$/u,`_$`);return`do ${t}\n${e}\n${t};`}function g(e,t){return{why:e,statement:`${_(t)};`}}function _(e){return t.render(e).text}const v={schemes:[`postgres`,`postgresql`],dialect:t,grants:c,async connect(t){let{connect:n}=await e(`pg`,()=>import(`./engine-postgres-connection.js`));return n(t)}};export{v as engine};