import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDuckDbDatabase, type TestDatabase } from '../support/engines.ts';
import { customers } from '../plan/propose/customers.ts';
import { furnish } from '../plan/propose/furnish.ts';
import { openShell, type Shell } from './shell.ts';

const scenario = `apiVersion: faultline/v1
kind: Scenario
name: spike
target: customer-*
roles:
  fact: {needs: [time, amount], optional: true}
  customer: {needs: [email]}
steps:
  - id: spike
    anomaly: outlier
    table: \${fact}
    column: \${fact.amount}
    during: {column: "\${fact.time}", last: 7 days}
    volume: 5 rows
  - {id: emails, anomaly: null-spike, table: "\${customer}", column: "\${customer.email}", during: all, volume: 3 rows}
`;

/** As people write them: comments, quotes, flow and block side by side. */
const project = `# Who sells what.
apiVersion: faultline/v1
kind: Project
project: acme-dq
targets:
  customer-c: {url: "\${env:URL_C}",   environment: test} # the first one
  customer-f:
    url: '\${env:URL_F}'
    environment: test
    # nobody touches these
    protect: ["pay*"]
  customer-j: {url: "\${env:URL_J}", environment: test, bind: {customer: {table: subscribers, email: email}}}

privacy: {keepSnapshots: 2 days}   # short
`;

describe('bind', () => {
  let shell: Shell;
  const databases: TestDatabase[] = [];

  beforeAll(async () => {
    shell = await openShell();
    for (const letter of ['c', 'f', 'j']) {
      const database = await createDuckDbDatabase();
      databases.push(database);
      await furnish(
        database,
        customers.find(({ name }) => name === `customer-${letter}`)!,
      );
      shell.env[`URL_${letter.toUpperCase()}`] = database.url;
    }
    await shell.write('faultline.yaml', project);
    await shell.write('scenarios/spike.yaml', scenario);
  });
  afterAll(async () => {
    for (const database of databases) await database.drop();
    await shell.remove();
  });

  it('shows what to paste, how sure it is and why', async () => {
    const { code, stdout } = await shell.faultline('bind', 'customer-c', 'customer-j');
    expect(code).toBe(0);
    await expect(stdout.replaceAll(/DuckDB \S+,/g, 'DuckDB,')).toMatchFileSnapshot('snapshots/bind.txt');
    expect(await shell.read('faultline.yaml')).toBe(project);
  });

  it('proposes for the targets that answer, and tells which do not', async () => {
    shell.env['URL_F'] = 'duckdb:/nowhere/f.duckdb';
    const { code, stdout, stderr } = await shell.faultline('bind');
    shell.env['URL_F'] = databases[1]!.url;
    expect(code).toBe(1);
    expect(stdout).toContain('table: tblSalesHdr');
    expect(stderr).toContain('target "customer-f"');
  });

  it('refuses a role that no scenario has', async () => {
    const { code, stderr } = await shell.faultline('bind', '--role', 'fakt');
    expect(code).toBe(3);
    expect(stderr).toContain('no scenario declares the role "fakt"');
    expect(stderr).toContain('Did you mean "fact"?');
  });

  it('is not sure of a table that another target has, too, and says so', async () => {
    await shell.write(
      'faultline.yaml',
      project.replace('\nprivacy', '  customer-k: {url: "${env:URL_C}", environment: test}\n\nprivacy'),
    );
    const { stdout } = await shell.faultline('bind', 'customer-c', 'customer-k', '--write', '--role', 'fact');
    expect(await shell.read('faultline.yaml')).not.toContain('tblSalesHdr');
    await shell.write('faultline.yaml', project);
    expect(stdout).toContain('customer-k has it, too');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      'WARNING main.tblSalesHdr is fact in customer-c and fact in customer-k: it is one table of one database,',
    );
  });

  it('is wanted where a role has another name than scenarios have for it: validate and plan warn', async () => {
    const slip = 'bind: {fakt: {table: page_views}, customer: {table: subscribers, email: email}}}';
    await shell.write(
      'faultline.yaml',
      project.replace(/ {2}customer-c[^]*(?= {2}customer-j)/, '').replace(/bind: .*\}\}/, slip),
    );
    const validated = await shell.faultline('validate');
    const planned = await shell.faultline('plan', '--target', 'customer-j');
    await shell.write('faultline.yaml', project);
    for (const { stdout } of [validated, planned])
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
        'WARNING target customer-j binds role fakt, which no scenario declares (faultline.yaml:6:77). Did you mean "fact"?',
      );
  });

  it('writes what is sure and leaves every other byte as it is; plan then says where the scenario is placed', async () => {
    const { code, stdout } = await shell.faultline('bind', '--write', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      formatVersion: 1,
      written: ['customer-c: customer', 'customer-c: fact', 'customer-f: customer', 'customer-f: fact'],
      targets: [{}, {}, { bound: ['customer'], proposals: [{ role: 'fact', certainty: 'unsure' }] }],
    });
    expect(await shell.read('faultline.yaml')).toBe(
      project
        .replace(
          '  environment: test} # the first',
          '  environment: test, bind: {customer: {table: tblCust, email: EMailAddr}, fact: {table: tblSalesHdr, time: OrderDt, amount: TotalDue}}} # the first',
        )
        .replace(
          'protect: ["pay*"]\n',
          'protect: ["pay*"]\n    bind: {customer: {table: CUSTMAST, email: EMLADR}, fact: {table: ORDHDR, time: ORDDT, amount: ORDTOT}}\n',
        ),
    );
    const planned = await shell.faultline('plan', '--out', 'plan.json');
    expect(planned.stdout).toContain('spike: placed in 2 of 3 targets; not in customer-j (role fact is not bound)');
    const applied = await shell.faultline('apply', 'plan.json', '--auto-approve');
    expect(applied.stdout).toContain('Injected spike into customer-c: 8 rows');
    expect((await shell.faultline('validate')).code).toBe(0);
  });
});
