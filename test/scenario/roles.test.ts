import { expect, test } from 'vitest';
import { catalog } from './test-catalog.ts';
import { problemLines } from './problems.ts';
import type { Binding } from '../../src/model/role.ts';
import type { Target } from '../../src/model/project.ts';
import { bindRoles } from '../../src/scenario/bind-roles.ts';
import { parseProject } from '../../src/scenario/parse-project.ts';
import { parseScenario } from '../../src/scenario/parse-scenario.ts';

const head = ['apiVersion: faultline/v1', 'kind: Scenario', 'name: spike', 'target: customer-*'];
const fact = 'roles: {fact: {needs: [time, amount]}}';
const spike = [
  'steps:',
  '  - id: spike',
  '    anomaly: outlier',
  '    table: ${fact}',
  '    column: ${fact.amount}',
  '    where: "${fact.amount} > 0"',
  '    during: {column: "${fact.time}", last: 7 days}',
];
const text = (...lines: readonly string[]) => [...head, ...lines, ''].join('\n');
const parse = (...lines: readonly string[]) => parseScenario(text(...lines), 'spike.yaml', catalog);
const lines = (...words: readonly string[]) => problemLines(() => parse(...words));
const step = (members: string) => ['steps:', `  - ${members}`];

const projectText = (bind: string) => `apiVersion: faultline/v1
kind: Project
project: acme-dq
targets:
  customer-a:
    url: duckdb:a.duckdb
    environment: staging
    bind: ${bind}
`;
const project = (bind: string) => parseProject(projectText(bind), 'faultline.yaml', '/dq');
const target = (bind: string): Target => project(bind).targets[0]!;
const salesHdr = '{fact: {table: dbo.SalesHdr, time: OrderDt, amount: TotalDue}}';

test('roles are read with what they need', () => {
  const more = 'roles: {fact: {needs: [time, amount]}, customer: {needs: [email], optional: true}, log: {}}';
  const other = [
    '  - {id: emails, anomaly: null-spike, table: "${customer}", column: "${customer.email}"}',
    '  - {id: late, anomaly: stale-table, table: "${log}"}',
  ];
  expect(parse(more, ...spike, ...other).roles).toEqual([
    { name: 'fact', needs: ['time', 'amount'], isOptional: false },
    { name: 'customer', needs: ['email'], isOptional: true },
    { name: 'log', needs: [], isOptional: false },
  ]);
});

test('bindings are read with their places', () => {
  const { fact: bound } = target(salesHdr).bind as { readonly fact: Binding };
  expect(bound).toMatchObject({ table: 'dbo.SalesHdr', columns: { time: 'OrderDt', amount: 'TotalDue' } });
  expect(bound.placeOf()).toEqual({ file: 'faultline.yaml', line: 8, column: 26 });
  expect(bound.placeOf('amount')).toEqual({ file: 'faultline.yaml', line: 8, column: 63 });
});

test('a slip in a role or need is told with the nearest one', () => {
  expect(lines(fact, ...spike.map((line) => line.replace('${fact.amount} >', '${fact.amout} >')))).toEqual([
    'spike.yaml:11:12 INVALID_VALUE role fact declares no need "amout". Did you mean "amount"?',
  ]);
  expect(lines(fact, ...spike.map((line) => line.replace('"${fact.amount} >', '"${fakt.amount} >')))).toEqual([
    'spike.yaml:11:12 INVALID_VALUE there is no role "fakt". Did you mean "fact"?',
  ]);
  expect(lines(...spike)[0]).toBe(
    'spike.yaml:8:12 INVALID_VALUE there is no role "fact". Declare it: `roles: {fact: {needs: [time]}}`.',
  );
  expect(
    lines('roles: {log: {}}', ...step('{id: a, anomaly: null-spike, table: "${log}", column: "${log.id}"}')),
  ).toEqual(['spike.yaml:7:59 INVALID_VALUE role log declares no need "id". Declare it: `log: {needs: [id]}`.']);
});

test('a role that no step uses is told, and a need is not: bindings are shared by scenarios', () => {
  expect(lines('roles: {fact: {needs: [time, amount]}, customer: {}}', ...spike)).toEqual([
    'spike.yaml:5:50 INVALID_VALUE no step uses the role customer. Write table: ${customer} in a step, or remove the role.',
  ]);
  expect(parse('roles: {fact: {needs: [time, amount, email]}}', ...spike).roles[0]?.needs).toContain('email');
});

test('a table or column is one reference, and of one role', () => {
  const roles = 'roles: {fact: {needs: [id]}, other: {needs: [id]}}';
  const used = '  - {id: b, anomaly: null-spike, table: "${other}", column: "${other.id}", where: "${fact.id} > 0"}';
  const told = (members: string) => lines(roles, ...step(members), used)[0];
  expect(told('{id: a, anomaly: null-spike, table: "dw.${fact}", column: id}')).toContain(
    'table "dw.${fact}" is not one reference. Write ${role}, and nothing beside it.',
  );
  expect(told('{id: a, anomaly: null-spike, table: "${fact.id}", column: id}')).toContain('is not one reference');
  expect(told('{id: a, anomaly: null-spike, table: "${fact}", column: "${fact}"}')).toContain(
    'column "${fact}" is not one reference. Write ${role.need}, and nothing beside it.',
  );
  expect(told('{id: a, anomaly: null-spike, table: orders, column: "${fact.id}"}')).toContain(
    'column is of role fact, but the table is orders. Write table: ${fact}, or name a column of that table.',
  );
  expect(told('{id: a, anomaly: null-spike, table: "${fact}", column: "${other.id}"}')).toContain(
    'column is of role other, but the table is ${fact}',
  );
});

test('references stand nowhere else', () => {
  expect(lines('description: Spikes in ${fact}.', 'tags: {on: "${fact}"}', fact, ...spike)).toEqual([
    'spike.yaml:5:14 INVALID_VALUE description takes no role. Roles stand in table, column, key, where, during.column, select and with; write the text out here.',
    'spike.yaml:6:12 INVALID_VALUE tags.on takes no role. Roles stand in table, column, key, where, during.column, select and with; write the text out here.',
  ]);
});

test('names of roles and needs are plain words', () => {
  expect(lines('roles: {Fact: {}}', ...step('{id: a, anomaly: stale-table, table: t}'))).toContain(
    'spike.yaml:5:9 INVALID_VALUE the key "Fact" must be a name of small letters, digits and -.',
  );
  expect(lines('roles: {fact: {needs: [table], ned: 1}}', ...spike).join('\n')).toMatch(
    /must be a name of letters, digits, - and _ that is not table.*unknown key "ned"\. Did you mean "needs"\?/s,
  );
});

test('a text that only looks like a reference is left alone where there are no roles', () => {
  const members = `{id: a, anomaly: stale-table, table: t, where: "note = '\${Total Due}'"}`;
  expect(parse(...step(members)).steps[0]?.where).toBe("note = '${Total Due}'");
});

test('bindings of a target are checked as far as they can be alone', () => {
  expect(
    problemLines(() =>
      project('{Fact: {table: t}, log: {time: at}, b: bills, a: {table: "${env:T}", "x y": c, at: 5}}'),
    ),
  ).toEqual([
    'faultline.yaml:8:12 INVALID_VALUE the key "Fact" must be a name of small letters, digits and -.',
    'faultline.yaml:8:35 MISSING_KEY the key targets.customer-a.bind.log.table is missing. table: The table that plays the role: `schema.table`, or `table` in the default schema.',
    'faultline.yaml:8:50 INVALID_VALUE targets.customer-a.bind.b must be a mapping, not "bills". For example: {table: sales.orders, time: ordered_at, amount: total}.',
    'faultline.yaml:8:68 INVALID_VALUE targets.customer-a.bind.a.table holds a reference. Write the name as the database has it.',
    'faultline.yaml:8:87 INVALID_VALUE "x y" can be no need of a role. Needs are made of letters, digits, - and _.',
    'faultline.yaml:8:94 INVALID_VALUE targets.customer-a.bind.a.at must be a name of a column, not 5. Put it in quotes.',
  ]);
});

const full = [
  'roles: {fact: {needs: [id, time, amount, email]}}',
  'steps:',
  '  - id: spike',
  '    anomaly: outlier',
  '    table: ${fact}',
  '    column: ${fact.amount}',
  '    key: ["${fact.id}", line]',
  '    where: "${fact.amount} > 0 and ${ fact.email } is not null and x in (select x from ${fact})"',
  '    during: {column: "${fact.time}", last: 7 days}',
  '    select: {towards: high, of: self}',
  '  - {id: b, anomaly: null-spike, table: "${fact}", column: "${fact.email}", select: {segment: "${fact.id}"}}',
];
const fullBinding = '{fact: {table: dbo.SalesHdr, id: Nr, time: OrderDt, amount: TotalDue, email: E-Mail}}';

test('a bound scenario has the names of its target wherever a role stood', () => {
  const bound = bindRoles(parse(...full), target(fullBinding), catalog, {
    table: (written) => `[${written}]`,
    column: (name) => `"${name}"`,
  });
  expect(bound).toMatchObject({
    scenario: {
      roles: [],
      steps: [
        {
          table: 'dbo.SalesHdr',
          column: 'TotalDue',
          key: ['Nr', 'line'],
          where: '"TotalDue" > 0 and "E-Mail" is not null and x in (select x from [dbo.SalesHdr])',
          during: { column: 'OrderDt' },
          select: { mechanism: 'towards', end: 'high', column: 'TotalDue' },
        },
        { table: 'dbo.SalesHdr', column: 'E-Mail', select: { column: 'Nr' } },
      ],
    },
  });
});

test('references in with are replaced in texts', () => {
  const renamed = step(
    '{id: a, anomaly: column-renamed, table: "${fact}", column: "${fact.amount}", with: {to: "${fact.amount}_old"}}',
  );
  const scenario = parse('roles: {fact: {needs: [amount]}}', ...renamed);
  expect(bindRoles(scenario, target(salesHdr), catalog)).toMatchObject({
    scenario: { steps: [{ column: 'TotalDue', with: { to: 'TotalDue_old' } }] },
  });
});

test('a bound scenario has the fingerprint of the same file with the names in it', () => {
  const written = full.slice(1).map((line) =>
    line
      .replaceAll('"${fact}"', 'dbo.SalesHdr')
      .replaceAll('${fact}', 'dbo.SalesHdr')
      .replaceAll(/\$\{ ?fact\.id ?\}/g, 'Nr')
      .replaceAll(/\$\{ ?fact\.time ?\}/g, 'OrderDt')
      .replaceAll(/\$\{ ?fact\.amount ?\}/g, 'TotalDue')
      .replaceAll(/\$\{ ?fact\.email ?\}/g, 'E-Mail'),
  );
  const quoting = { table: (name: string) => name, column: (name: string) => `"${name}"` };
  const bound = bindRoles(parse(...full), target(fullBinding), catalog, quoting);
  expect(bound).toMatchObject({ scenario: { fingerprint: parse(...written).fingerprint } });
  const other = bindRoles(parse(...full), target(fullBinding.replace('TotalDue', 'SubTotal')), catalog, quoting);
  expect('scenario' in other && other.scenario.fingerprint).not.toBe(parse(...written).fingerprint);
});

test('a scenario without roles is itself', () => {
  const plain = parse(...step('{id: a, anomaly: stale-table, table: orders}'));
  expect(bindRoles(plain, target('{}'), catalog)).toEqual({ scenario: plain });
});

test('a bound scenario is itself', () => {
  const bound = bindRoles(parse(fact, ...spike), target(salesHdr), catalog);
  if (!('scenario' in bound)) throw new Error('it is bound');
  expect(bindRoles(bound.scenario, target('{}'), catalog)).toEqual(bound);
});

test('a role that a target does not bind is an error at the role, unless it is optional', () => {
  const refused = (bind: string, roles = fact) => bindRoles(parse(roles, ...spike), target(bind), catalog);
  expect(() => refused('{other: {table: t}}')).toThrow(
    expect.objectContaining({
      code: 'UNBOUND_ROLE',
      message: 'target "customer-a" does not bind role fact',
      place: { file: 'spike.yaml', line: 5, column: 15 },
      hint: expect.stringContaining('faultline bind customer-a') as string,
    }) as Error,
  );
  expect(() => refused('{fakt: {table: t}}')).toThrow(
    expect.objectContaining({ hint: 'It binds "fakt" (faultline.yaml:8:26): did you mean "fact"?' }) as Error,
  );
  const optional = fact.replace(']}', '], optional: true}');
  const reason = 'role fact is not bound';
  expect(refused('{}', optional)).toEqual({ absence: { scenario: 'spike', target: 'customer-a', reason } });
});

test('a binding that lacks a need is an error, optional or not, with the key that was meant', () => {
  for (const roles of [fact, fact.replace(']}', '], optional: true}')]) {
    const refused = (bind: string) => () => bindRoles(parse(roles, ...spike), target(bind), catalog);
    expect(refused('{fact: {table: t, time: at, amuont: total}}')).toThrow(
      expect.objectContaining({
        code: 'UNBOUND_ROLE',
        message: 'target "customer-a" binds role fact without amount (faultline.yaml:8:26)',
        hint: 'It says "amuont" (faultline.yaml:8:47): did you mean "amount"?',
        place: { file: 'spike.yaml', line: 5, column: 15 },
      }) as Error,
    );
    expect(refused('{fact: {table: t}}')).toThrow('without time, amount');
  }
});
