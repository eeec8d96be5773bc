import { closeSync, openSync, writeSync } from 'node:fs';
import { runProgram } from '../src/cli/program.ts';

/** A process that makes a data set, or writes a file by a plain loop, and says on standard error what memory it needed at most, in kilobytes. */
const [kind = '', ...words] = process.argv.slice(2);
process.exitCode =
  kind === 'loop'
    ? loop()
    : await runProgram(['node', 'faultline', '--format', 'json', '--log-level', 'error', kind, ...words]);
process.stderr.write(`peak ${process.resourceUsage().maxRSS}\n`);

/** Writes a number and texts of 24 characters in every row, by one thread and with a buffer: what a good program without any features would do. */
function loop(): number {
  const [path = '', rows = '0', columns = '0'] = words;
  const file = openSync(path, 'w');
  let buffer = 'id,text\n';
  for (let row = 1; row <= Number(rows); row += 1) {
    buffer += String(row);
    for (let column = 1; column < Number(columns); column += 1) buffer += `,${text()}`;
    buffer += '\n';
    if (buffer.length < 1 << 20) continue;
    writeSync(file, buffer);
    buffer = '';
  }
  writeSync(file, buffer);
  closeSync(file);
  return 0;
}

function text(): string {
  return (Math.random().toString(36) + Math.random().toString(36) + Math.random().toString(36)).slice(2, 26);
}
