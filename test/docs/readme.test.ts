import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadDemo } from '../../scripts/demo/load.ts';
import { declareProgram } from '../../src/cli/program.ts';
import { openShell, type Shell } from '../cli/shell.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = await readFile(join(root, 'README.md'), 'utf8');
const typed = [...readme.matchAll(/^(?:\$|npx) faultline (?<words>[^#\n]+)/gmu)].map((match) => wordsOf(match.groups!['words']!));

/** Words of a command line; single quotes keep a word together. */
function wordsOf(text: string): readonly string[] {
  return [...text.trim().matchAll(/'([^']*)'|\S+/gu)].map((match) => match[1] ?? match[0]);
}

describe('the README', () => {
  let shell: Shell;
  let empty: Shell;

  beforeAll(async () => {
    [shell, empty] = [await openShell(), await openShell()];
    for (const folder of ['.demo', 'scenarios']) await mkdir(join(shell.folder, folder), { recursive: true });
    await copyFile(join(root, 'faultline.yaml'), join(shell.folder, 'faultline.yaml'));
    await copyFile(join(root, 'scenarios/delays-vanish.yaml'), join(shell.folder, 'scenarios/delays-vanish.yaml'));
    await loadDemo(join(shell.folder, '.demo/air.duckdb'), 100);
  });
  afterAll(async () => {
    await shell.remove();
    await empty.remove();
  });

  it('shows commands', () => {
    expect(typed.length).toBeGreaterThan(5);
  });

  it.each(typed.map((words) => [words.join(' '), words] as const))('its command works: faultline %s', async (_, words) => {
    const { code, stderr } = await (words[0] === 'init' ? empty : shell).faultline(...words);
    // Without a terminal nobody can be asked: a plain apply changes nothing and says so.
    expect(words.join(' ') === 'apply' ? [0, 3] : [0], stderr).toContain(code);
  });

  it('names no command that there is not', () => {
    const known = declareProgram().commands.map((command) => command.name());
    const named = [...readme.matchAll(/`faultline (?<command>[a-z]+)/gu)].map((match) => match.groups!['command']);
    expect(known).toEqual(expect.arrayContaining([...new Set(named)]));
  });
});
