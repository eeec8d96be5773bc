import { controls, printed } from '../../engine/windows-1252.ts';

/** Encodings of CSV files. */
export const textEncodings = ['utf-8', 'utf-8-bom', 'utf-16le', 'latin1', 'windows-1252'] as const;
export type TextEncoding = (typeof textEncodings)[number];

/** The character that a file begins with to tell its encoding; empty for none. */
export function markOf(encoding: TextEncoding): string {
  return encoding === 'utf-8-bom' || encoding === 'utf-16le' ? '\u{feff}' : '';
}

/** Whether the bytes of a text differ from those of UTF-8. */
export function isRecoded(encoding: TextEncoding): boolean {
  return encoding !== 'utf-8' && encoding !== 'utf-8-bom';
}

/**
 * The bytes of a text.
 * @param unencodable called with each character that the encoding does not have, before a `?` takes its place; it may throw
 */
export function encodeText(text: string, encoding: TextEncoding, unencodable: (character: string) => void): Buffer {
  if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
  if (!isRecoded(encoding)) return Buffer.from(text);
  const isWindows = encoding === 'windows-1252';
  const bytes = Buffer.allocUnsafe(text.length);
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    let byte: number | undefined = unit;
    if (unit > 0xff || (isWindows && unit >= 0x80 && unit < 0xa0))
      byte = isWindows ? windowsBytes.get(unit) : undefined;
    if (byte === undefined) {
      const character = String.fromCodePoint(text.codePointAt(at)!);
      unencodable(character);
      at += character.length - 1;
      byte = questionMark;
    }
    bytes[length] = byte;
    length += 1;
  }
  return bytes.subarray(0, length);
}

const questionMark = 0x3f;

/** Characters from 0x80 to 0x9f have bytes only where windows-1252 leaves these open. */
const windowsBytes: ReadonlyMap<number, number> = new Map([
  ...Array.from({ length: 32 }, (_, index) => 0x80 + index)
    .filter((byte) => !controls.includes(String.fromCodePoint(byte)))
    .map((byte) => [byte, byte] as const),
  ...Array.from(printed, (character, index) => [character.charCodeAt(0), controls.charCodeAt(index)] as const),
]);
