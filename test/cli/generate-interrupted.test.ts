import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openShell, type Shell } from './shell.ts';

const dataset = `apiVersion: faultline/v1
kind: Dataset
name: lines
tables:
  lines:
    rows: 5M
    columns:
      id: {type: integer, unique: true, ordered: true}
      other: {type: integer, unique: true}
      text: {type: string, length: 20}
`;

let shell: Shell;
beforeAll(async () => {
  shell = await openShell();
  await shell.write('lines.yaml', dataset);
});
afterAll(() => shell.remove());

async function digest(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(join(shell.folder, path))) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

it('ends with 130 on SIGINT, says how to go on, and goes on to the same bytes', async () => {
  const running = shell.start('generate', 'lines.yaml', '--out', 'broken-off');
  while (!existsSync(join(shell.folder, 'broken-off/.faultline-lines.json'))) await sleep(5);
  running.child.kill('SIGINT');
  const { code, stderr } = await running.ended;
  expect(code).toBe(130);
  expect(stderr).toContain('--continue');
  expect(await shell.faultline('generate', 'lines.yaml', '--out', 'broken-off')).toMatchObject({ code: 1 });
  expect(await shell.faultline('generate', 'lines.yaml', '--out', 'broken-off', '--continue')).toMatchObject({
    code: 0,
  });
  await shell.faultline('generate', 'lines.yaml', '--out', 'whole');
  expect(await digest('broken-off/lines.csv')).toBe(await digest('whole/lines.csv'));
});
