import { sql } from '../../sql/sql.ts';
import type { GrowingFormat } from './file-format.ts';
import type { JsonlParameters } from './jsonl-parameters.ts';
import { compressionEndings, packText } from './pack-text.ts';
import { asJson } from '../select-list.ts';

/** Files with a JSON object a line. */
export function jsonlFormat({ compression }: JsonlParameters): GrowingFormat {
  const packing = { encoding: 'utf-8', unencodable: 'refuse', compression } as const;
  return {
    kind: 'growing',
    ending: `.jsonl${compressionEndings[compression]}`,
    direct: sql`format json, array false, compression ${compression}`,
    plain: sql`format json, array false`,
    pack: compression === 'none' ? undefined : (text) => packText(text, packing),
    frame: { between: Buffer.alloc(0), close: Buffer.alloc(0), trim: { start: 0, end: 0 }, isQuoted: false },
    select: asJson,
    head: () => Promise.resolve(Buffer.alloc(0)),
  };
}
