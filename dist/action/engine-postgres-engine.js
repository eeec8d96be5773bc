import{t as e}from"./shared-load-driver.js";import{t}from"./shared-url-user.js";import{t as n}from"./shared-dialect5.js";import{a as r,i,o as a}from"./shared-sql.js";import{t as o}from"./shared-ledger-schema.js";import{t as s}from"./shared-text-literal.js";const c=[`select`,`insert`,`update`,`delete`];function l(e){let t=i(e.user);return[...u(e,t),...d(e,t),...f(e,t)].concat(e.tables.flatMap(t=>p(e.user,t)))}function u({database:e},t){return e===void 0?[]:[_(`To reach the database.`,a`grant connect on database ${i(e)} to ${t}`)]}function d({ledgerSchema:e=o,isReadOnly:t},n){let s=i(e),l=_(`Faultline's ledger and snapshots stand in a schema of their own.`,a`create schema if not exists ${s}`),u=e=>a`grant ${r(e)} on all tables in schema ${s} to ${n}`;return t?[l,_(`To find the ledger.`,a`grant usage on schema ${s} to ${n}`),_(`To read which runs are active, and their snapshots.`,u(`select`)),{why:`Tables that are made later are not covered. Run as the user that applies: ${v(a`alter default privileges in schema ${s} grant select on tables to ${n}`)};`}]:[l,_(`To make tables there, which the user then owns and may drop.`,a`grant usage, create on schema ${s} to ${n}`),_(`To read and take back what other users have applied so far.`,u(c.join(`, `)))]}function f({tables:e},t){return[...new Set(e.map(e=>e.name.schema))].map(e=>_(`To name the tables in it.`,a`grant usage on schema ${i(e)} to ${t}`))}function p(e,t){let{privileges:o,makesKeys:s}=t,l=n.table(t.name),u=c.filter(e=>o.includes(e)||e===`update`&&o.includes(`delete`)),d=u.length===1?`To read the rows.`:`To read rows, change them and take the change back.`,f=u.includes(`update`)&&!o.includes(`update`)?" `update` is for locking rows.":``;return[...u.length===0?[]:[_(d+f,a`grant ${r(u.join(`, `))} on ${l} to ${i(e)}`)],...s?[m(e,t.name)]:[],...o.includes(`alter`)?[h(e,t.name)]:[]]}function m(e,t){let r=`${s(v(n.table(t)))}::regclass`;return{why:`To draw fresh keys for copied rows of ${v(n.table(t))} from its sequences.`,statement:g(`declare
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
    execute format('grant usage on sequence %s to %I', drawn, ${s(e)});
  end loop;
end`)}}function h(e,t){let r=v(n.table(t));return{why:`Only the owner of ${r} may rename its columns: the user becomes its owner, and whoever was it so far becomes a member of the user, which keeps all of its rights.`,statement:g(`declare
  owner name := (select pg_catalog.pg_get_userbyid(relowner) from pg_catalog.pg_class where oid = ${s(r)}::regclass);
begin
  if owner <> ${s(e)} then
    execute format('alter table %s owner to %I', ${s(r)}::regclass, ${s(e)});
    execute format('grant %I to %I', ${s(e)}, owner);
  end if;
end`)}}function g(e){let t=`$grants$`;for(;e.includes(t);)t=t.replace(/\$$/u,`_$`);return`do ${t}\n${e}\n${t};`}function _(e,t){return{why:e,statement:`${v(t)};`}}function v(e){return n.render(e).text}const y={schemes:[`postgres`,`postgresql`],dialect:n,userAt:t,grants:l,async connect(t){let{connect:n}=await e(`pg`,()=>import(`./engine-postgres-connection.js`));return n(t)}};export{y as engine};