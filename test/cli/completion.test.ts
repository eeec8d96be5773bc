import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import { openShell, type Shell } from './shell.ts';
import { lostEmails, scenarioFile } from './shop.ts';

describe('completion', () => {
  let shell: Shell;
  beforeAll(async () => {
    shell = await openShell();
    await shell.write('scenarios/emails.yaml', scenarioFile('emails-vanish', [lostEmails]));
    for (const name of ['bash', 'zsh', 'fish']) {
      const { code, stdout } = await shell.faultline('completion', name);
      expect(code).toBe(0);
      await shell.write(`faultline.${name}`, stdout);
    }
  });
  afterAll(() => shell.remove());

  const isThere = (program: string) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

  it.each(['bash', 'zsh', 'fish'])('every command, option and anomaly is in the script of %s', async (name) => {
    const script = await shell.read(`faultline.${name}`);
    for (const word of [
      'plan',
      'rollback',
      'on-conflict',
      'detailed-exitcode',
      'log-format',
      'parquet',
      ...catalog.keys(),
    ]) {
      expect(script).toContain(word);
    }
  });

  it.each([
    ['bash', '-n'],
    ['zsh', '-n'],
    ['fish', '--no-execute'],
  ])('the script of %s is one that it understands (skipped where it is not installed)', async (name, flag) => {
    if (isThere(name)) await shell.run(name, flag, `faultline.${name}`);
  });

  it.skipIf(!isThere('bash')).each([
    [['pl'], ['plan']],
    [['plan', '--fo'], ['--format']],
    [
      ['plan', '--format', ''],
      ['text', 'json', 'markdown'],
    ],
    [['--format', 'json', 'stat'], ['status']],
    [['catalog', 'null'], ['null-spike']],
    [['rollback', 'em'], ['emails-vanish']],
    [['apply', '--on-conflict', 'm'], ['merge']],
    [['validate', 'scen'], ['scenarios']],
    [['completion', 'z'], ['zsh']],
  ])('bash completes %j', async (typed, expected) => {
    const words = ['faultline', ...typed].map((word) => `'${word}'`).join(' ');
    const typing = `source ./faultline.bash; COMP_WORDS=(${words}); COMP_CWORD=${typed.length}; _faultline; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const completed = (await shell.run('bash', '-c', typing)).trim().split('\n');
    expect(completed).toEqual(expected);
  });
});
