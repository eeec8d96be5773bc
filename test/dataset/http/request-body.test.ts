import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseBody } from '../../../src/dataset/http/request-body.ts';

const filling = {
  batch: { table: 'orders', number: 12, from: 12_000, to: 12_002, quality: 'good' },
  rows: ['{"id":1}', '{"id":2}'],
  key: 'a1b2',
} as const;

it('writes rows as an array, or one a line', () => {
  expect(parseBody('json')).toMatchObject({ contentType: 'application/json' });
  expect(parseBody('json').render(filling)).toBe('[{"id":1},{"id":2}]');
  expect(parseBody('jsonl')).toMatchObject({ contentType: 'application/x-ndjson' });
  expect(parseBody('jsonl').render(filling)).toBe('{"id":1}\n{"id":2}\n');
});

it('fills in a template', () => {
  const body = parseBody(
    '{"source":"test","table":"{{table}}","batch":{{batch}},"of":[{{from}},{{ to }}],"count":{{count}},"key":"{{key}}","data":{"rows":{{rows}}}}',
  );
  expect(JSON.parse(body.render(filling))).toEqual({
    source: 'test',
    table: 'orders',
    batch: 12,
    of: [12_000, 12_002],
    count: 2,
    key: 'a1b2',
    data: { rows: [{ id: 1 }, { id: 2 }] },
  });
});

it('repeats a part of a template for each row', () => {
  const body = parseBody('{{#rows}}{"index":{"_index":"{{table}}"}}\n{{row}}\n{{/rows}}', 'application/x-ndjson');
  expect(body.render(filling)).toBe(
    '{"index":{"_index":"orders"}}\n{"id":1}\n{"index":{"_index":"orders"}}\n{"id":2}\n',
  );
});

it('takes what stands in rows and names as it is, placeholders and replacement patterns included', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (value, table) => {
      const rows = [JSON.stringify({ value: `{{count}}$&$1{{rows}}${value}` })];
      const text = parseBody('{"table":"{{table}}","rows":{{rows}}}').render({
        ...filling,
        rows,
        batch: { ...filling.batch, table },
      });
      expect(JSON.parse(text)).toEqual({ table, rows: rows.map((row) => JSON.parse(row) as unknown) });
    }),
  );
});

it.each([
  ['{"rows": {{row}}}', 'there is no placeholder {{row}} outside {{#rows}}'],
  ['{"rows": {{rows}}, "n": {{amount}}}', 'there is no placeholder {{amount}}'],
  ['{"rows": {{constructor}}}', 'there is no placeholder {{constructor}}'],
  ['{"rows": {{rows}}, "n": {{count}', 'a {{ of the template is not closed'],
  ['{"n": {{count}}}', 'the template has no place for the rows'],
  ['{{#rows}}{{table}}{{/rows}}', 'there is no {{row}} in {{#rows}}'],
  ['{{#rows}}{{row}}', '{{#rows}} and {{/rows}} do not stand around one part of the text'],
  ['{{/rows}}{{row}}{{#rows}}', '{{#rows}} and {{/rows}} do not stand around one part of the text'],
  ['{{#rows}}{{row}}{{/rows}}{{#rows}}{{row}}{{/rows}}', '{{#rows}} and {{/rows}} do not stand around one part'],
  ['{"table": {{table}}, "rows": {{rows}}}', 'the template does not make JSON'],
  ['{"rows": "{{rows}}"}', 'the template does not make JSON'],
  ['ndjson', 'body is neither json, nor jsonl, nor a template with {{rows}}'],
])('refuses %s before anything is sent', (text, message) => {
  expect(() => parseBody(text)).toThrow(message);
});

it.each(['application/json; charset=utf-8', 'application/vnd.api+json'])('holds a template to JSON for %s', (type) => {
  expect(() => parseBody('rows={{rows}}', type)).toThrow('the template does not make JSON');
});

it.each(['text/plain', 'application/x-ndjson', 'application/xml'])('takes any text for %s', (type) => {
  expect(parseBody('rows={{rows}}', type).render(filling)).toBe('rows=[{"id":1},{"id":2}]');
});
