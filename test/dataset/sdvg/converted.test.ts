import { describe, expect, it } from 'vitest';
import { converted, refusals } from './converted.ts';

const model = (columns: string, rest = '') => `
models:
  user:
    rows_count: 1000
${rest}    columns:
${columns.replaceAll(/^(?=.)/gm, '      ')}
`;

const output = (text: string) => `${model('- {name: id, type: uuid}')}output:\n${text.replaceAll(/^(?=.)/gm, '  ')}\n`;

describe('a configuration of sdvg, as a data set', () => {
  it('may be JSON', () => {
    const json = '{"models": {"user": {"rows_count": 10, "columns": [{"name": "id", "type": "uuid"}]}}}';
    expect(converted(json, 'users.json').dataset).toMatchObject({
      name: 'users',
      tables: [{ name: 'user', rows: 10 }],
    });
  });

  it('has the defaults of sdvg where a key is absent', () => {
    const { text } = converted(
      model('- {name: a, type: integer}\n- {name: b, type: datetime}\n- {name: c, type: string}'),
    );
    expect(text).toContain('a: {type: integer, from: -2147483648, to: 2147483647, unique: true}');
    expect(text).toContain(
      'b: {type: timestamp, from: "1900-01-01", to: "2025-01-01", step: "1 second", unique: true}',
    );
    expect(text).toMatch(/min: 1\n\s+max: 32\n/);
    expect(text).toContain('csv: {folder: output}');
  });

  it('writes floating-point numbers of CSV files with the digits that sdvg writes', () => {
    const { dataset } = converted(model('- {name: price, type: float, type_params: {from: 0.005, to: 9}}'));
    expect(dataset.tables[0]!.columns[0]!.source).toMatchObject({
      type: 'decimal',
      with: { from: 0, to: 9, scale: 2 },
    });
  });

  it('takes outputs over', () => {
    expect(converted(output('type: devnull')).dataset.output?.kind).toBe('nowhere');
    const csv = 'type: csv\ndir: out\nparams: {delimiter: ";", without_headers: true}';
    expect(converted(output(csv)).dataset.output?.with).toMatchObject({ folder: 'out', delimiter: ';', header: false });
    const parquet = converted(output('type: parquet\nparams: {compression_codec: ZSTD}')).dataset.output;
    expect(parquet).toMatchObject({ kind: 'parquet', with: { folder: 'output', codec: 'zstd' } });
    const timed = converted(output('type: http\nparams: {endpoint: "http://127.0.0.1:1/in", timeout: 1m30s}'));
    expect(timed.dataset.output).toMatchObject({
      kind: 'http',
      with: {
        url: 'http://127.0.0.1:1/in',
        timeout: '90 seconds',
        batch: 1000,
        concurrency: 1,
        body: '{ "table_name": "{{table}}", "rows": {{rows}} }',
      },
    });
  });

  it('takes partitions over, or files, with one number of rows for all of them', () => {
    const models = (partitions: string) => `
models:
  user:
    rows_count: 100
    rows_per_file: 20
    columns: [{name: country, type: string, values: [de, at]}, {name: id, type: uuid}]
${partitions}
  visit:
    rows_count: 100
    rows_per_file: 50
    columns: [{name: user_id, foreign_key: user.id}]
`;
    const { dataset, warnings } = converted(models('    partition_columns: [{name: country, write_to_output: false}]'));
    expect(dataset.output?.with).toMatchObject({ partitionBy: { user: ['country'] }, keepPartitionColumns: false });
    expect(dataset.tables[0]!.columns.map(({ name }) => name)).toEqual(['id', 'country']);
    const unsplit = 'files are not split by rows where tables are split by partition_columns';
    expect(warnings).toEqual([`${unsplit} (models.yml:5:5)`, `${unsplit} (models.yml:10:5)`]);
    const whole = converted(models(''));
    expect(whole.dataset.output?.with).toMatchObject({ rowsPerFile: 20 });
    expect(whole.warnings).toEqual([
      'files of visit have 20 rows each: the number is one for all tables (models.yml:10:5)',
    ]);
  });

  it('leaves ignored models out, unless others refer to them', () => {
    const { dataset, tables } = converted(`
models_to_ignore: [user, log]
models:
  user: {rows_count: 5, columns: [{name: id, type: uuid}]}
  log: {rows_count: 5, columns: [{name: id, type: uuid}]}
  visit: {rows_count: 9, columns: [{name: user_id, foreign_key: user.id}]}
`);
    expect(dataset.tables.map(({ name }) => name)).toEqual(['user', 'visit']);
    expect(tables).toEqual(['visit']);
  });

  it('tells what is made otherwise, with its place', () => {
    const { warnings } = converted(`
workers_count: 4
batch_size: 100
models:
  user:
    rows_count: 20
    columns:
      - {name: id, type: string, ordered: true, parquet: {encoding: PLAIN}}
      - {name: big, type: integer, type_params: {bit_width: 64}}
  visit:
    rows_count: 20
    columns:
      - {name: user_id, foreign_key: user.id, foreign_key_order: true, null_percentage: 0.1}
output:
  type: csv
  create_model_dir: true
  checkpoint_interval: 10s
  params: {datetime_format: "02.01.2006"}
`);
    const places = warnings.map((warning) => /\(models\.yml:(\d+):\d+\)$/.exec(warning)?.[1]);
    expect(places).toEqual(['2', '3', '8', '8', '9', '9', '13', '16', '17', '18']);
    expect(warnings.join('\n')).toContain('whole numbers go from -9007199254740991, not -9223372036854775808');
  });

  it('keeps the order of foreign keys that have one', () => {
    const { text, warnings } = converted(`
models:
  user: {rows_count: 20, columns: [{name: id, type: uuid}]}
  visit: {rows_count: 20, columns: [{name: user_id, foreign_key: user.id, foreign_key_order: true}]}
`);
    expect(text).toContain('{references: user.id, pick: inOrder}');
    expect(warnings).toEqual([]);
  });

  it('copies no secret', () => {
    const { text, warnings } = converted(
      output(
        'type: http\nparams: {endpoint: "http://127.0.0.1:1", headers: {Authorization: "Bearer abc123", X-Team: qa}}',
      ),
    );
    expect(text).not.toContain('abc123');
    expect(text).toContain('${env:SDVG_AUTHORIZATION}');
    expect(text).toContain('qa');
    expect(warnings.join()).toContain('SDVG_AUTHORIZATION');
  });

  it('writes templates of bodies in its own placeholders', () => {
    const body = (template: string) =>
      converted(output(`type: http\nparams:\n  endpoint: "http://127.0.0.1:1"\n  format_template: |\n    ${template}`))
        .dataset.output?.with['body'];
    expect(body('{"t": "{{.ModelName}}", "n": {{ len .Rows }}, "r": {{- json .Rows -}} }')).toBe(
      '{"t": "{{table}}", "n": {{count}}, "r":{{rows}}}',
    );
    expect(body('[{{ range $i, $r := .Rows }}{{ if $i }},{{ end }}{{ json $r }}{{ end }}]')).toBe('{{rows}}');
  });
});

describe('what is refused, with its place', () => {
  it('is tcs, by name', () => {
    expect(refusals(output('type: tcs\nparams: {endpoint: "http://127.0.0.1:1"}'))).toEqual([
      expect.stringMatching(/^UNSUPPORTED: there is no output tcs \(models\.yml:8:9\)\. Send the rows/),
    ]);
  });

  it('is a template that picks single values out of rows', () => {
    const template = '{{ range .Rows }}{{ index . "id" }}{{ end }}';
    const found = refusals(
      output(`type: http\nparams:\n  endpoint: "http://127.0.0.1:1"\n  format_template: '${template}'`),
    );
    expect(found[0]).toMatch(/^UNSUPPORTED: \{\{ range \.Rows \}\} has no counterpart here \(models\.yml:11:22\)/);
  });

  it('is everything that sdvg refuses, all at once', () => {
    const found = refusals(
      model(`- {name: a, type: integr}
- {name: b}
- {name: c, type: integer, type_params: {from: 5, to: 1}}
- {name: d, type: string, type_params: {min_len: 3}}
- {name: e, type: integer, values: [1.5]}
- {name: f, foreign_key: user.zz}
- {name: g, type: integer, ranges: [{range_percentage: 0.5}, {range_percentage: 0.4}]}
- {name: h, type: integer, null_percentage: 0.1, ranges: [{}]}
- {name: i, type: integer, values: [1], distinct_count: 1}
- {name: j, type: integer, distinct_count: 2000}
- {name: k, type: integer, distinct_count: 2, distinct_percentage: 0.5}
- {name: l, type: uuid, foreign_key: user.a}
- {name: m, type: string, type_params: {locale: de}}
- {name: m, type: uuid}`),
    );
    expect(found.map((each) => each.split(' (models.yml')[0])).toEqual([
      'INVALID_VALUE: there is no type "integr"',
      'MISSING_KEY: the column "b" has no type',
      'INVALID_VALUE: from 5 is above to 1',
      'UNKNOWN_KEY: unknown key "min_len"',
      'INVALID_VALUE: 1.5 is not a whole number',
      'INVALID_VALUE: the ranges are of 90% of the rows',
      'INVALID_VALUE: null_percentage stands beside ranges',
      'INVALID_VALUE: values stand beside a number of different ones',
      'INVALID_VALUE: there are no 2000 different values in 1000 rows',
      'INVALID_VALUE: distinct_count and distinct_percentage stand side by side',
      'INVALID_VALUE: a foreign key has no type',
      'INVALID_VALUE: there is no locale "de"',
      'INVALID_VALUE: the column "m" is there twice',
    ]);
  });

  it('is a reference to what is not there, or is a reference itself', () => {
    const found = refusals(`
models:
  user: {rows_count: 5, columns: [{name: id, type: uuid}, {name: friend, foreign_key: user.id}]}
  visit: {rows_count: 9, columns: [{name: a, foreign_key: usr.id}, {name: b, foreign_key: user.idd}, {name: c, foreign_key: user.friend}]}
models_to_ignore: [visits]
`);
    expect(found.map((each) => each.split(' (models.yml')[0])).toEqual([
      'INVALID_VALUE: there is no model "usr"',
      'INVALID_VALUE: the model user has no column "idd"',
      'INVALID_VALUE: user.friend is a foreign key itself',
      'INVALID_VALUE: there is no model "visits" to be ignored',
    ]);
  });

  it('is a part of the rows that is empty or beyond them', () => {
    const part = (from: number, to: number) =>
      refusals(model('- {name: id, type: uuid}', `    generate_from: ${from}\n    generate_to: ${to}\n`));
    expect(part(0, 1001)[0]).toContain('user has 1000 rows, not 1001');
    expect(part(7, 7)[0]).toContain('of user no row is made from 7 to 7');
    expect(part(7, 8)).toEqual([]);
  });
});
