import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { readLabels } from '../../../src/run/read-labels.ts';
import { createFilesDatabase, type FilesDatabase } from '../../support/files-database.ts';
import { benchFor, scenarioOf } from '../../run/workbench.ts';

/** Without a key, and with all that CSV allows: quotes, line ends in values, zeros in front, spaces, nothing and an empty text. */
const nasty = [
  ['code', 'note', 'price', '"quoted, head"', 'day'],
  ['007', '"a, b"', '1.5', 'x', '2024-05-01'],
  ['007', '"say ""no"""', '2.50', '""', '2024-05-01'],
  ['012', '"two\r\nlines"', '3', '', '2024-05-02'],
  ['007', '  spaces  ', '-0.25', '"""', '2024-05-02'].map((field) => (field === '"""' ? '""""' : field)),
  ['', '', '', '', ''],
  ['099', 'Grüße 😀', '10', '"plain"', '2024-05-03'],
  ['007', 'it"s', '1.5', 'x', '2024-05-01'],
];
const crlf = `\u{feff}${nasty.map((fields) => fields.join(',')).join('\r\n')}`;

const lines = [
  '{"id":1,"name":"Ann \\u00e9","tags":["a", "b"],  "at":"2024-05-01T10:00:00Z","ok":true,"n":1.50}',
  '',
  '  {"name" : "Bob", "id": 2, "extra": {"deep": {"x": "}"}}, "n": 2e3, "id_": null}  ',
  '{"id":3,"name":null,"at":"2024-05-02T10:00:00Z"}',
  '{"a/b~c":"slash","id":4,"name":"007"}',
];
const jsonl = `${lines.join('\n')}\n`;

let database: FilesDatabase;
afterEach(() => database.drop());

async function broken(steps: string, file: string): Promise<string> {
  const [target] = await benchFor(database).converge([scenarioOf('one', steps)]);
  for await (const label of readLabels(await database.connect(), target!.injected[0]!)) labels.push(label.key);
  return readFile(join(database.folder, file), 'utf8');
}
let labels: string[] = [];
afterEach(() => {
  labels = [];
});

async function putBack(file: string): Promise<string> {
  await benchFor(database).rollback(await database.connect(), 'one');
  return readFile(join(database.folder, file), 'utf8');
}

describe('a nasty CSV file', () => {
  const recordsOf = (text: string) => text.split(/\r\n(?!lines)/);

  it('keeps the bytes of all that a step does not touch', async () => {
    database = await createFilesDatabase({ 'notes.csv': crlf });
    const after = await broken(
      '- {id: a, anomaly: null-spike, table: notes, column: note, during: all, volume: 3 rows}',
      'notes.csv',
    );
    const [before, now] = [recordsOf(crlf), recordsOf(after)];
    expect(now).toHaveLength(before.length);
    const changed = before.filter((record, index) => now[index] !== record);
    expect(changed).toHaveLength(3);
    for (const [index, record] of before.entries()) {
      if (now[index] === record) continue;
      const fields = nasty[index]!;
      expect(now[index]).toBe([fields[0], '', ...fields.slice(2)].join(','));
    }
    expect(await putBack('notes.csv')).toBe(crlf);
  });

  it('is told by file and line where no column tells its rows apart', async () => {
    database = await createFilesDatabase({ 'notes.csv': crlf });
    await broken('- {id: a, anomaly: null-spike, table: notes, column: code, during: all, volume: 100%}', 'notes.csv');
    expect(labels.map((key) => JSON.parse(key) as unknown)).toEqual(
      [1, 2, 3, 4, 6, 7].map((line) => ({ _file: 'notes.csv', _row: String(line) })),
    );
    expect(await putBack('notes.csv')).toBe(crlf);
  });

  it('loses rows and gets copies between the others', async () => {
    database = await createFilesDatabase({ 'notes.csv': crlf });
    const after = await broken(
      `- {id: a, anomaly: volume-drop, table: notes, where: "code = '012'", during: all, volume: 100%}
- {id: b, anomaly: duplicate-row, table: notes, where: "code = '099'", during: all, volume: 100%}`,
      'notes.csv',
    );
    const kept = recordsOf(crlf).filter((record) => !record.startsWith('012'));
    expect(recordsOf(after)).toEqual([...kept, '099,Grüße 😀,10.00,plain,2024-05-03']);
    expect(await putBack('notes.csv')).toBe(crlf);
  });

  it('knows its rows again when others before them are gone', async () => {
    database = await createFilesDatabase({ 'notes.csv': crlf });
    const bench = benchFor(database);
    const scenarios = [
      scenarioOf(
        'late',
        `- {id: a, anomaly: null-spike, table: notes, where: "code = '099'", column: note, during: all, volume: 100%}`,
      ),
      scenarioOf(
        'early',
        `- {id: b, anomaly: volume-drop, table: notes, where: "code = '012'", during: all, volume: 100%}`,
      ),
    ];
    for (const scenario of scenarios) await bench.converge([scenario], { isComplete: false });
    const [undone] = await bench.rollback(await database.connect(), 'late');
    expect(undone).toMatchObject({ restored: 1, skipped: 0, gone: 0 });
    expect(await readFile(join(database.folder, 'notes.csv'), 'utf8')).toBe(
      crlf.replace('012,"two\r\nlines",3,,2024-05-02\r\n', ''),
    );
    await bench.rollback(await database.connect(), 'early');
    expect(await readFile(join(database.folder, 'notes.csv'), 'utf8')).toBe(crlf);
  });

  it('gives copies the digits of the column', async () => {
    database = await createFilesDatabase({ 'a.csv': 'id,short,long\n1,10,1.50\n2,2.25,10.00\n' });
    const step = 'anomaly: duplicate-row, table: a, where: "id = 1", during: all, volume: 100%';
    expect(await broken(`- {id: a, ${step}}`, 'a.csv')).toBe('id,short,long\n1,10,1.50\n2,2.25,10.00\n3,10,1.50\n');
  });

  it('may have lines before its header, and no end of its last line', async () => {
    const text = '# export of 1 May\n\nid;name\n1;a\n2;b\n3;"c;d"';
    database = await createFilesDatabase({ 'a.csv': text });
    const step = 'anomaly: duplicate-row, table: a, where: "id = 3", during: all, volume: 100%';
    expect(await broken(`- {id: a, ${step}}`, 'a.csv')).toBe(`${text}\n4;"c;d"`);
    expect(await putBack('a.csv')).toBe(text);
  });

  it('keeps the types of columns of which nothing is left', async () => {
    const text = 'id,amount,day\n1,1.50,2024-05-01\n2,2.25,2024-05-02\n';
    database = await createFilesDatabase({ 'a.csv': text });
    const step = (id: string, column: string) =>
      `- {id: ${id}, anomaly: null-spike, table: a, column: ${column}, during: all, volume: 100%}`;
    expect(await broken(`${step('a', 'amount')}\n${step('b', 'day')}`, 'a.csv')).toBe('id,amount,day\n1,,\n2,,\n');
    const table = await (await database.connect()).describeTable({ schema: 'main', name: 'a' });
    expect(table!.columns.map(({ type }) => type).slice(0, 3)).toEqual(['BIGINT', 'DECIMAL(20,2)', 'DATE']);
    expect(await putBack('a.csv')).toBe(text);
  });

  it('writes an empty text as two quotes and nothing as nothing', async () => {
    database = await createFilesDatabase({ 'orders.csv': 'id,name\n1,a\n2,b\n' });
    const after = await broken(
      '- {id: a, anomaly: empty-string, table: orders, column: name, during: all, volume: 1 row}',
      'orders.csv',
    );
    expect(['id,name\n1,""\n2,b\n', 'id,name\n1,a\n2,""\n']).toContain(after);
    expect(await putBack('orders.csv')).toBe('id,name\n1,a\n2,b\n');
  });
});

describe('JSON lines', () => {
  it('keep the bytes of all that a step does not touch', async () => {
    database = await createFilesDatabase({ 'people.jsonl': jsonl });
    const after = await broken(
      '- {id: a, anomaly: null-spike, table: people, column: name, during: all, volume: 100%}',
      'people.jsonl',
    );
    expect(after.split('\n')).toEqual([
      lines[0]!.replace('"Ann \\u00e9"', 'null'),
      '',
      lines[2]!.replace('"Bob"', 'null'),
      lines[3],
      lines[4]!.replace('"007"', 'null'),
      '',
    ]);
    expect(await putBack('people.jsonl')).toBe(jsonl);
  });

  it('get values of their own types', async () => {
    database = await createFilesDatabase({ 'people.jsonl': '{"id":1,"n":1}\n{"id":2,"n":2}\n{"id":3,"n":30}\n' });
    const after = await broken(
      '- {id: a, anomaly: sign-flip, table: people, column: n, during: all, volume: 100%}',
      'people.jsonl',
    );
    expect(after).toBe('{"id":1,"n":-1}\n{"id":2,"n":-2}\n{"id":3,"n":-30}\n');
  });
});

describe('a file that others have changed since', () => {
  it('gets its rows back and keeps what others wrote', async () => {
    database = await createFilesDatabase({ 'orders.csv': 'id,name,note\n1,a,x\n2,b,y\n' });
    const after = await broken(
      '- {id: a, anomaly: null-spike, table: orders, column: name, during: all, volume: 100%}',
      'orders.csv',
    );
    expect(after).toBe('id,name,note\n1,,x\n2,,y\n');
    await writeFile(join(database.folder, 'orders.csv'), 'id,name,note\n1,,"x"\n2,,changed\n3,c,z\n');
    expect(await putBack('orders.csv')).toBe('id,name,note\n1,a,"x"\n2,b,changed\n3,c,z\n');
  });

  it('is a conflict where the changed values are others', async () => {
    database = await createFilesDatabase({ 'orders.csv': 'id,name\n1,a\n2,b\n' });
    await broken(
      '- {id: a, anomaly: null-spike, table: orders, column: name, during: all, volume: 100%}',
      'orders.csv',
    );
    await writeFile(join(database.folder, 'orders.csv'), 'id,name\n1,new\n2,\n');
    await expect(putBack('orders.csv')).rejects.toMatchObject({ code: 'ROLLBACK_CONFLICT' });
  });

  it('makes a plan stale', async () => {
    database = await createFilesDatabase({ 'orders.csv': 'id,name\n1,a\n2,b\n' });
    const bench = benchFor(database);
    const scenario = scenarioOf(
      'one',
      '- {id: a, anomaly: null-spike, table: orders, column: name, during: all, volume: 100%}',
    );
    const plan = await bench.plan([scenario]);
    await writeFile(join(database.folder, 'orders.csv'), 'id,name\n1,a\n2,b\n3,c\n');
    await expect(bench.apply([scenario], plan)).rejects.toMatchObject({ code: 'STALE_PLAN' });
    expect(await readFile(join(database.folder, 'orders.csv'), 'utf8')).toBe('id,name\n1,a\n2,b\n3,c\n');
  });
});
