import { readFile, stat } from 'node:fs/promises';
import { type ErrorCode } from '../model/error-codes.ts';
import { FaultlineError } from '../model/errors.ts';

/** No file that people write is longer; a longer one is refused before it is read. */
const mostBytes = 1_000_000;

/**
 * Text of a file in UTF-8, without its byte order mark.
 * @param shown as errors name the file
 * @throws FILE_NOT_FOUND, FILE_TOO_LARGE, INVALID_YAML where it is not UTF-8
 */
export async function readFileText(path: string, shown: string): Promise<string> {
  const refuse = (code: ErrorCode, message: string, hint: string, line = 1): FaultlineError =>
    new FaultlineError(code, message, { place: { file: shown, line, column: 1 }, hint });
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile())
    throw refuse('FILE_NOT_FOUND', `${shown} is not a file`, 'Check the path.');
  if (found.size > mostBytes) {
    const megabytes = (found.size / 1e6).toFixed(1);
    throw refuse('FILE_TOO_LARGE', `${shown} has ${megabytes} MB; 1 MB is the limit`, 'Split it into several files.');
  }
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw new FaultlineError('FILE_NOT_FOUND', `${shown} cannot be read`, { hint: 'Check its permissions.', cause });
  });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw refuse('INVALID_YAML', 'this line is not UTF-8', 'Save the file in UTF-8.', brokenLine(bytes));
  }
}

function brokenLine(bytes: Buffer): number {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(0x0a, start);
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end < 0 ? undefined : end));
    } catch {
      return line;
    }
    if (end < 0) return line;
    start = end + 1;
  }
}
