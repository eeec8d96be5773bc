/** https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-tds: a packet that is the whole message, of type 4 (an answer). */
function packet(content: Buffer): Buffer {
  const header = Buffer.from([4, 1, 0, 0, 0, 0, 1, 0]);
  header.writeUInt16BE(header.length + content.length, 2);
  return Buffer.concat([header, content]);
}

const encryptions = { 'cannot encrypt': 2, 'must encrypt': 3 } as const;

/** What a server answers to the greeting: its version, and how it holds with encryption. */
export function preloginAnswer(encryption: keyof typeof encryptions): Buffer {
  const version = Buffer.from([16, 0, 0, 0, 0, 0]);
  const offset = 11;
  const options = Buffer.from([0, 0, offset, 0, version.length, 1, 0, offset + version.length, 0, 1, 0xff]);
  return packet(Buffer.concat([options, version, Buffer.from([encryptions[encryption]])]));
}

/** What a server answers to a login that it refuses: an error and the end. */
export function loginRefused(number: number, message: string): Buffer {
  const text = Buffer.from(message, 'utf16le');
  const details = Buffer.alloc(8);
  details.writeUInt32LE(number, 0);
  details[4] = 1;
  details[5] = 14;
  details.writeUInt16LE(message.length, 6);
  const places = Buffer.from([0, 0, 1, 0, 0, 0]);
  const content = Buffer.concat([details, text, places]);
  const token = Buffer.from([0xaa, 0, 0]);
  token.writeUInt16LE(content.length, 1);
  const done = Buffer.alloc(13);
  done[0] = 0xfd;
  done[1] = 2;
  return packet(Buffer.concat([token, content, done]));
}
