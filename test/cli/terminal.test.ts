import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDuckDbDatabase } from '../support/engines.ts';
import { hasTerminals } from './shell.ts';
import { lostEmails, openShop, projectFile, scenarioFile, type Shop } from './shop.ts';

const escape = '\u001b';
const colour = new RegExp(String.raw`${escape}\[\d*m`, 'u');
/** What the line of progress has drawn and wiped away again. */
const progress = new RegExp(String.raw`\r[^\n\r]*${escape}\[K`, 'gu');

describe.skipIf(!hasTerminals)('on a terminal (that takes python3)', () => {
  let shop: Shop;
  let before: string;

  beforeAll(async () => {
    shop = await openShop(await createDuckDbDatabase());
    before = await shop.checksum();
  });
  beforeEach(async () => {
    for (const name of ['COLUMNS', 'NO_COLOR']) delete shop.shell.env[name];
    await shop.shell.write('faultline.yaml', projectFile());
    await shop.shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
  });
  afterAll(() => shop.close());

  /** Types the command, then the answer as soon as it is asked for. */
  async function answered(answer: string, ...words: readonly string[]) {
    const running = shop.shell.onTerminal(...words);
    await running.says(/Type .* to apply it: /u);
    running.child.stdin.write(`${answer}\r`);
    return running.ended;
  }

  it('apply warns of what is at stake, asks, and takes nothing but yes for a yes', async () => {
    for (const answer of ['y', '', 'no']) {
      const { code, stdout } = await answered(answer, 'apply', '--no-color');
      expect(code).toBe(3);
      expect(stdout).toMatch(
        /WARNING +Applying this plan changes data\.\s+target +shop \(DuckDB [^)]*\)\s+environment +test\s+rows +40 rows updated\s+tables +main\.customers\s+undo +faultline rollback emails-vanish/u,
      );
      expect(stdout).toContain('not approved; nothing was changed');
    }
    expect(await shop.checksum()).toBe(before);
    const { code, stdout } = await answered('yes', 'apply');
    expect([code, stdout]).toEqual([0, expect.stringContaining('Injected emails-vanish into shop: 40 rows')]);
    expect(await shop.checksum()).not.toBe(before);
    const back = await shop.shell.onTerminal('rollback', '--all').ended;
    expect(back).toMatchObject({ code: 0, stdout: expect.stringContaining('40 rows back') });
    expect(await shop.checksum()).toBe(before);
    await shop.shell.faultline('resume', 'emails-vanish');
  });

  it('shows the plan before it changes anything where nobody is asked, too', async () => {
    const { code, stdout } = await shop.shell.onTerminal('apply', '--auto-approve', '--no-color').ended;
    expect(code).toBe(0);
    const plan = stdout.indexOf('Plan: 1 inject');
    expect(plan).toBeGreaterThan(0);
    expect(plan).toBeLessThan(stdout.indexOf('committed'));
    expect((await shop.shell.faultline('rollback', '--all')).code).toBe(0);
    await shop.shell.faultline('resume', 'emails-vanish');
  });

  it('production asks for its name, and masks values', async () => {
    await shop.shell.write('faultline.yaml', projectFile('environment: production'));
    const refused = await answered('yes', 'apply', '--no-color', '--allow-production', 'shop');
    expect(refused.code).toBe(3);
    expect(refused.stdout).toMatch(/environment +PRODUCTION/u);
    expect(refused.stdout).not.toContain('@shop.example');
    expect(await shop.checksum()).toBe(before);
    const applied = await answered('shop', 'apply', '--allow-production', 'shop');
    expect(applied.code).toBe(0);
    expect((await shop.shell.faultline('rollback', '--all')).code).toBe(0);
    await shop.shell.faultline('resume', 'emails-vanish');
  });

  it('values are shown on a terminal unless somebody says otherwise, and never in a pipe', async () => {
    const { shell } = shop;
    expect((await shell.onTerminal('plan').ended).stdout).toMatch(/customer\d+@shop\.example/u);
    expect((await shell.onTerminal('plan', '--no-show-values').ended).stdout).not.toContain('@shop.example');
    expect((await shell.faultline('plan', '--show-values')).stdout).not.toContain('@shop.example');
    await shell.write('faultline.yaml', projectFile('environment: production'));
    expect((await shell.onTerminal('plan').ended).stdout).not.toContain('@shop.example');
    expect((await shell.onTerminal('plan', '--show-values').ended).stdout).toContain('@shop.example');
  });

  it('colours are for terminals whose owner wants them', async () => {
    const { shell } = shop;
    expect((await shell.onTerminal('plan').ended).stdout).toMatch(colour);
    expect((await shell.onTerminal('plan', '--no-color').ended).stdout).not.toMatch(colour);
    shell.env['NO_COLOR'] = '1';
    expect((await shell.onTerminal('apply', '--auto-approve', '--log-level', 'debug').ended).stdout).not.toMatch(
      colour,
    );
    delete shell.env['NO_COLOR'];
    expect((await shell.faultline('rollback', '--all')).stdout).not.toMatch(colour);
    await shell.faultline('resume', 'emails-vanish');
  });

  it('a narrow terminal gets short lines', async () => {
    shop.shell.env['COLUMNS'] = '60';
    const { stdout } = await shop.shell.onTerminal('plan', '--no-color').ended;
    const widest = Math.max(
      ...stdout
        .replaceAll(progress, '')
        .split(/\r?\n/u)
        .map((line) => line.length),
    );
    expect(widest).toBeGreaterThan(40);
    expect(widest).toBeLessThanOrEqual(60);
  });

  it('what takes long says what it does and for how long, and leaves no trace', async () => {
    await shop.shell.write('faultline.yaml', projectFile('environment: test\nlimits: {statement: 2 seconds}'));
    const endless =
      '(select count(*) from range(10000000) as a, range(10000000) as b where a.range * b.range % 7 = 3) > 0';
    await shop.shell.write(
      'scenarios/emails.yaml',
      scenarioFile('emails-vanish', [lostEmails.replace('}', `, where: "${endless}"}`)]),
    );
    const { code, stdout } = await shop.shell.onTerminal('plan', '--no-color').ended;
    expect(code).toBe(1);
    expect(stdout).toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏] reading shop {2}\d s/u);
    expect(stdout.replaceAll(progress, '')).toMatch(/^scenarios\/emails\.yaml:6:5/u);
    expect((await shop.shell.faultline('plan')).stderr).not.toMatch(new RegExp(`${escape}|reading shop`, 'u'));
  });
});
