import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { copyFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { FaultlineError } from '../../model/errors.ts';
import type { BrokenFile, FileDamage } from '../../model/file-damage.ts';
import type { DamagePreview } from '../../model/file-operations.ts';
import { damagedBytes } from './damage-bytes.ts';
import { digestOf } from './durable.ts';
import type { FileFormat } from './data-file.ts';
import type { FileSource } from './file-source.ts';
import { originalPath } from './originals.ts';

/** A file that the open transaction is to break, or to put back. */
export type PendingDamage =
  | { readonly table: string; readonly source: FileSource; readonly file: BrokenFile; readonly damage: FileDamage }
  | { readonly file: BrokenFile; readonly damage?: undefined };

/** What a damage would make of a file. @throws UNSUITABLE_TABLE for what its format cannot be */
export async function previewDamage(source: FileSource, damage: FileDamage): Promise<DamagePreview> {
  refuseFormat(source, damage);
  const { path, absolute } = source.file;
  const { size } = await stat(absolute);
  const hash = createHash('sha256');
  let bytesAfter = 0;
  let start = Buffer.alloc(0);
  for await (const chunk of damagedBytes(source, absolute, size, damage)) {
    hash.update(chunk as Buffer);
    bytesAfter += (chunk as Buffer).length;
    if (start.length < mostBytes) start = Buffer.concat([start, chunk as Buffer]).subarray(0, mostBytes);
  }
  return {
    file: {
      path,
      bytesBefore: size,
      bytesAfter,
      digestBefore: await digestOf(absolute),
      digestAfter: hash.digest('hex'),
    },
    firstLine: { before: await firstLine(source, await startOf(absolute)), after: await firstLine(source, start) },
  };
}

/** Writes what the file is to be from now on. */
export async function writeDamage(folder: string, pending: PendingDamage, to: string): Promise<void> {
  const { file } = pending;
  if (pending.damage === undefined) return copyFile(originalPath(folder, file.digestBefore), to);
  const from = originalPath(folder, file.digestBefore);
  await pipeline(damagedBytes(pending.source, from, file.bytesBefore, pending.damage), createWriteStream(to));
}

const mostBytes = 4096;
const mostCharacters = 200;

async function startOf(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { end: mostBytes - 1 })) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Of Parquet there are no lines: the four letters by which it is known. */
async function firstLine({ file, csv }: FileSource, start: Buffer): Promise<string> {
  if (file.format === 'parquet') return start.toString('latin1', 0, 4);
  const plain = file.isCompressed && start.length > 0 ? await unpacked(start) : start;
  const [line = ''] = plain.toString('utf8').split(csv === undefined ? /\r?\n/ : /\r\n|\r|\n/);
  return line.replace(/^\u{feff}/u, '<BOM>').slice(0, mostCharacters);
}

async function unpacked(start: Buffer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  const gunzip = createGunzip();
  gunzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  await new Promise<void>((resolve) => {
    // Only the beginning is there.
    gunzip.on('error', () => resolve()).on('end', () => resolve());
    gunzip.end(start);
  });
  return Buffer.concat(chunks);
}

/** Whether files of a format can be broken so. */
export function suitsFormat(format: FileFormat, { kind }: FileDamage): boolean {
  if (kind === 'truncated' || kind === 'emptied') return true;
  return format === 'csv' || (format === 'jsonl' && kind !== 'other delimiter');
}

function refuseFormat({ file }: FileSource, damage: FileDamage): void {
  const { kind } = damage;
  const isOfCsv = kind === 'other delimiter';
  if (suitsFormat(file.format, damage)) return;
  throw new FaultlineError(
    'UNSUITABLE_TABLE',
    `${file.path} cannot come ${kind}: it is no ${isOfCsv ? 'CSV' : 'text'} file`,
    {
      hint: isOfCsv ? 'Choose a table of CSV files.' : 'Choose a table of CSV files or JSON lines, or file-truncated.',
    },
  );
}

/** Where a file of a folder stands against what a damage made of it. */
export async function standingOf(
  folder: string,
  { path, digestBefore, digestAfter }: BrokenFile,
): Promise<'broken' | 'whole' | 'changed' | 'gone'> {
  const digest = await digestOf(join(folder, path)).catch(() => undefined);
  if (digest === undefined) return 'gone';
  if (digest === digestAfter) return 'broken';
  return digest === digestBefore ? 'whole' : 'changed';
}
