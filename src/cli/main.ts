#!/usr/bin/env node
import module from 'node:module';
import { exitCodes } from '../model/error-codes.ts';
import { version } from './version.ts';

module.enableCompileCache?.();

// Whoever reads the output may stop before its end, as `head` does: then it is written to nobody, and the work goes on.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ERR_STREAM_DESTROYED') throw error;
  });
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`faultline needs Node.js 22.12 or newer; this is ${process.versions.node}\n`);
  process.exitCode = exitCodes.error;
  // The version is told without loading anything else.
} else if (process.argv.length === 3 && ['--version', '-V'].includes(process.argv[2]!)) {
  process.stdout.write(`${version()}\n`);
} else {
  const { runProgram } = await import('./program.ts');
  process.exitCode = await runProgram(process.argv);
  // What a failure has left behind, a connection half made or lost, is not waited for; what was written is.
  if (process.exitCode !== exitCodes.done) {
    await Promise.all([process.stdout, process.stderr].map(written));
    process.exit();
  }
}

function written(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()));
}
