import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readXlsx } from 'hucre/xlsx';
import readExcel from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { datasetOf, rowsOf, sourcesOf } from '../dataset-of.ts';
import { readBack } from './read-back.ts';
import { bytesIn, outputOf, shopTables, temporaryFolder, write } from './writing.ts';

const [customers] = await sourcesOf(datasetOf(shopTables));
const expected = await rowsOf(customers!);

describe('CSV', () => {
  it.each([
    ['by default', {}, 'customers.csv', {}],
    [
      'with another delimiter, all quoted and CRLF',
      { delimiter: ';', quoting: 'all', lineEnd: '\r\n' },
      'customers.csv',
      { delim: ';', new_line: '\\r\\n' },
    ],
    [
      'with tabs and a text for NULL',
      { delimiter: '\t', nullText: '\\N' },
      'customers.csv',
      { delim: '\t', nullstr: '\\N' },
    ],
    ['in gzip members', { compression: 'gzip' }, 'customers.csv.gz', {}],
    ['in zstd frames', { compression: 'zstd' }, 'customers.csv.zst', {}],
    ['in UTF-16', { encoding: 'utf-16le' }, 'customers.csv', { encoding: 'utf-16' }],
    ['with a byte order mark', { encoding: 'utf-8-bom' }, 'customers.csv', {}],
  ] as const)('is read back as it was made %s', async (_, parameters, file, reading) => {
    const folder = temporaryFolder();
    await write({ folder, output: outputOf('csv', parameters) });
    expect(
      await readBack(folder, 'csv', file, {
        ...reading,
        quote: '"',
        escape: '"',
        header: true,
        allow_quoted_nulls: false,
        all_varchar: true,
      }),
    ).toEqual(expected);
  });

  it('without a header begins with the first row', async () => {
    const folder = temporaryFolder();
    await write({ folder, output: outputOf('csv', { header: false }) });
    expect(readFileSync(join(folder, 'customers.csv'), 'utf8')).toMatch(/^1,/);
  });

  it('tells NULL from an empty text, and a text from the one for NULL', async () => {
    const folder = temporaryFolder();
    const columns = `{id: {type: integer, ordered: true}, note: {expression: "case id when 1 then '' when 2 then 'none' end"}}`;
    const sources = await sourcesOf(datasetOf(`notes: {rows: 3, columns: ${columns}}`));
    await write({ folder, sources, output: outputOf('csv', { nullText: 'none', quoting: 'all' }) });
    expect(readFileSync(join(folder, 'notes.csv'), 'utf8')).toBe('"id","note"\n"1",""\n"2","none"\n"3",none\n');
  });

  it('in windows-1252 refuses characters that it does not have, or writes question marks', async () => {
    const columns = `{note: {expression: "'€ Zoë – 中😀' || chr(129)"}}`;
    const sources = await sourcesOf(datasetOf(`notes: {rows: 2, columns: ${columns}}`));
    const refused = write({
      folder: temporaryFolder(),
      sources,
      output: outputOf('csv', { encoding: 'windows-1252' }),
    });
    await expect(refused).rejects.toThrow('windows-1252 has no character "中" (U+4E2D)');
    const folder = temporaryFolder();
    await write({ folder, sources, output: outputOf('csv', { encoding: 'windows-1252', unencodable: 'replace' }) });
    const row = Buffer.concat([
      Buffer.of(0x80),
      Buffer.from(' Zo'),
      Buffer.of(0xeb, 0x20, 0x96),
      Buffer.from(' ??'),
      Buffer.of(0x81, 0x0a),
    ]);
    expect(readFileSync(join(folder, 'notes.csv'))).toEqual(Buffer.concat([Buffer.from('note\n'), row, row]));
  });

  it('in latin1 is what another converter makes of it', async () => {
    const columns = `{note: {expression: "'Zoë Çelik ÿ' || chr(128) || id"}, id: {type: integer, ordered: true}}`;
    const sources = await sourcesOf(datasetOf(`notes: {rows: 300, columns: ${columns}}`));
    const [plain, latin] = [temporaryFolder(), temporaryFolder()];
    await write({ folder: plain, sources });
    await write({ folder: latin, sources, output: outputOf('csv', { encoding: 'latin1', compression: 'gzip' }) });
    const text = gunzipSync(readFileSync(join(latin, 'notes.csv.gz'))).toString('latin1');
    expect(text).toBe(readFileSync(join(plain, 'notes.csv'), 'utf8'));
  });

  it('refuses a text for NULL that holds the delimiter', async () => {
    const output = outputOf('csv', { nullText: 'a,b' });
    await expect(write({ folder: temporaryFolder(), output })).rejects.toMatchObject({ code: 'INVALID_VALUE' });
  });
});

describe('JSON', () => {
  it.each([
    ['lines', 'jsonl', {}, 'customers.jsonl', 'newline_delimited'],
    ['lines in gzip members', 'jsonl', { compression: 'gzip' }, 'customers.jsonl.gz', 'newline_delimited'],
    ['an array', 'json', {}, 'customers.json', 'array'],
  ] as const)('as %s is read back as it was made', async (_, kind, parameters, file, format) => {
    const folder = temporaryFolder();
    await write({ folder, output: outputOf(kind, parameters) });
    expect(await readBack(folder, 'json', file, { format }, ['* replace (score::decimal(9, 2) as score)'])).toEqual(
      expected,
    );
  });

  it('as an array is what any reader of JSON takes, with no rows and with one as well', async () => {
    const folder = temporaryFolder();
    const one = '{id: {type: integer}, doc: {expression: "chr(10) || \'\\"\'"}}';
    const sources = await sourcesOf(datasetOf(`none: {rows: 0, columns: ${one}}\none: {rows: 1, columns: ${one}}`));
    await write({ folder, sources, output: outputOf('json') });
    expect(JSON.parse(readFileSync(join(folder, 'none.json'), 'utf8'))).toEqual([]);
    expect(JSON.parse(readFileSync(join(folder, 'one.json'), 'utf8'))).toEqual([{ id: 1, doc: '\n"' }]);
  });

  it('lines parse one by one', async () => {
    const folder = temporaryFolder();
    await write({ folder, output: outputOf('jsonl') });
    const lines = readFileSync(join(folder, 'customers.jsonl'), 'utf8').split('\n').slice(0, -1);
    expect(lines.map((line) => (JSON.parse(line) as { id: number }).id)).toEqual(expected.map(([id]) => Number(id)));
  });
});

describe('Parquet', () => {
  it.each(['snappy', 'zstd', 'gzip', 'lz4', 'brotli', 'uncompressed'])(
    'by %s is read back as it was made',
    async (codec) => {
      const folder = temporaryFolder();
      await write({ folder, output: outputOf('parquet', { codec }) });
      expect(await readBack(folder, 'parquet', 'customers.parquet')).toEqual(expected);
    },
  );

  it('has the types of the columns and row groups of the size that was asked for', async () => {
    const folder = temporaryFolder();
    const sources = await sourcesOf(datasetOf(shopTables.replace('rows: 1200', 'rows: 5000')));
    await write({ folder, sources, output: outputOf('parquet', { rowGroup: 2048 }) });
    const groups = await readBack(folder, 'parquet_metadata', 'customers.parquet', {}, [
      'distinct row_group_id',
      'row_group_num_rows',
    ]);
    expect(groups.toSorted(([left], [right]) => Number(left) - Number(right))).toEqual([
      ['0', '2048'],
      ['1', '2048'],
      ['2', '904'],
    ]);
    const types = await readBack(folder, 'parquet', 'customers.parquet', {}, [
      'typeof(id)',
      'typeof(score)',
      'typeof(born)',
      'typeof(seen)',
      'typeof(active)',
    ]);
    expect(types[0]).toEqual(['BIGINT', 'DECIMAL(9,2)', 'DATE', 'TIMESTAMP', 'BOOLEAN']);
  });
});

describe('wide rows', () => {
  it.each([
    ['in one file', {}],
    ['in partitions', { partitionBy: ['part'] }],
  ])('are written as Parquet %s, in groups that fit into memory', async (_, parameters) => {
    const columns = `{id: {type: integer, ordered: true}, text: {expression: "repeat(md5(id::varchar), 128)"}, part: {expression: "id % 2", as: BIGINT}}`;
    const sources = await sourcesOf(datasetOf(`notes: {rows: 30000, columns: ${columns}}`));
    const folder = temporaryFolder();
    await write({ folder, sources, rowsOfStretch: undefined, output: outputOf('parquet', parameters) });
    const files = Object.keys(parameters).length === 0 ? 'notes.parquet' : 'notes/*/notes.parquet';
    const sums = ['count(*)', 'count(distinct id)', 'count(*) filter (text = repeat(md5(id::varchar), 128))'];
    expect(await readBack(folder, 'parquet', files, {}, sums)).toEqual([['30000', '30000', '30000']]);
  });
});

describe('Excel', () => {
  it('has numbers, truth values, moments and texts as such', async () => {
    const folder = temporaryFolder();
    await write({ folder, output: outputOf('xlsx') });
    const [sheet] = await readExcel(join(folder, 'customers.xlsx'));
    const [names, ...rows] = sheet!.data;
    expect(sheet!.sheet).toBe('customers');
    expect(names).toEqual(customers!.table.columns.map(({ name }) => name));
    expect(rows).toHaveLength(1200);
    const [, name, country] = expected[1]!;
    const { seen, ...rest } = Object.fromEntries(names!.map((title, index) => [String(title), rows[1]![index]]));
    const born = new Date('1960-01-03T00:00:00Z');
    expect(rest).toEqual({
      id: 2,
      name,
      country,
      note: 'l1\nl2',
      score: 0.5,
      ratio: 0.5,
      active: true,
      born,
      year: 2026,
    });
    // A fraction of a day is not always a whole number of milliseconds.
    expect(Math.abs(Number(seen) - Date.UTC(2026, 10, 21, 9, 32, 0, 500))).toBeLessThanOrEqual(1);
  });

  it('keeps digits that Excel would lose, dates before its calendar and texts that look like escapes', async () => {
    const columns = `{n: {expression: "1234567890123456789", as: BIGINT}, d: {expression: "date '1850-02-03'", as: DATE}, f: {expression: "'=1+1'"}, t: {expression: "'_x0041_' || chr(1)"}}`;
    const sources = await sourcesOf(datasetOf(`notes: {rows: 1, columns: ${columns}}`));
    const folder = temporaryFolder();
    await write({ folder, sources, output: outputOf('xlsx') });
    const { sheets } = await readXlsx(readFileSync(join(folder, 'notes.xlsx')));
    expect(sheets[0]!.rows[1]).toEqual(['1234567890123456789', '1850-02-03', '=1+1', '_x0041_\u0001']);
  });

  it('refuses more rows than a worksheet has, before anything is written', async () => {
    const sources = await sourcesOf(datasetOf('big: {rows: 1048576, columns: {id: {type: integer}}}'));
    const folder = temporaryFolder();
    const refused = write({ folder, sources, output: outputOf('xlsx') });
    await expect(refused).rejects.toThrow('takes 1048575 below the names of the columns');
    expect(bytesIn(folder)).toEqual({});
    const split = outputOf('xlsx', { rowsPerFile: 1_000_000 });
    await expect(
      write({ folder, sources: [{ ...sources[0]!, from: 999_000, to: 1_001_000 }], output: split }),
    ).resolves.toMatchObject({
      tables: [{ rows: 2000, files: ['big-00001.xlsx', 'big-00002.xlsx'] }],
    });
  });

  it('refuses a text that is longer than a cell', async () => {
    const sources = await sourcesOf(datasetOf(`notes: {rows: 1, columns: {t: {expression: "repeat('x', 32768)"}}}`));
    const refused = write({ folder: temporaryFolder(), sources, output: outputOf('xlsx') });
    await expect(refused).rejects.toThrow('notes.t has a text of 32768 characters; a cell of Excel takes 32767');
  });
});
