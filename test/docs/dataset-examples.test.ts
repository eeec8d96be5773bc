import { Ajv } from 'ajv';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { catalog } from '../../src/anomaly/registry.ts';
import { parseDataset } from '../../src/dataset/parse/parse-dataset.ts';
import { valueTypes } from '../../src/dataset/registry.ts';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
ajv.addSchema(JSON.parse(read('schema/scenario.v1.json')) as object, 'scenario.v1.json');
const validate = ajv.compile(JSON.parse(read('schema/dataset.v1.json')) as object);

const page = read('docs/datasets.md');
const whole = /```yaml\n([^]*?)```/.exec(page)![1]!;
const outputs = [...page.matchAll(/```yaml\n((?:output|anomalies):[^]*?)```/g)].map((match) => match[1]!);

describe('the examples of data sets', () => {
  it.each([
    ['of the page', whole],
    ['of the shop', read('examples/shop/shop.yaml')],
    ...outputs.map((piece): [string, string] => [piece.split('\n', 1)[0]!, `${whole.replace(/^output:.*\n/m, '')}${piece}`]),
  ])('%s go with the schema that editors use, and are read', (_, text) => {
    expect(validate(parse(text)) ? [] : validate.errors).toEqual([]);
    parseDataset(text, 'shop.yaml', { types: valueTypes, catalog, clock: () => new Date('2026-11-21') });
  });
});
