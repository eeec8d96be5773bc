import fc from 'fast-check';
import { expect, test } from 'vitest';
import { catalog } from '../../src/anomaly/registry.ts';
import { writeStep } from '../../src/cli/new-step.ts';
import type { Offer } from '../../src/model/inspection.ts';
import type { Project } from '../../src/model/project.ts';
import { flowStepYaml, stepYaml } from '../../src/output/step-yaml.ts';
import { readSubject } from '../../src/plan/read-subject.ts';
import { writtenName } from '../../src/plan/parse-table-name.ts';
import { requiredParameters, takesColumn } from '../../src/scenario/step-schema.ts';
import { readYaml } from '../../src/scenario/yaml-file.ts';
import { scenarioOf, shop } from '../run/workbench.ts';

const project: Project = {
  name: 'acme-dq',
  root: '/',
  targets: [shop],
  scenarios: ['scenarios/**/*.yaml'],
  keepSnapshots: { amount: 7, unit: 'day' },
};
const place = { path: 'scenarios/new.yaml', name: 'new', isNew: true };

function written(id: string, subject: string, volume?: string, others: Offer['others'] = {}) {
  const anomaly = catalog.get(id)!;
  return writeStep(project, {
    anomaly,
    subject: readSubject(project, anomaly, subject),
    place,
    step: undefined,
    volume,
    others,
  });
}

test.each([...catalog.values()])(
  'a new step of $id means what it means with nothing but its subject',
  async (anomaly) => {
    const column = takesColumn(anomaly) ? ', column: total' : '';
    const others = Object.fromEntries(requiredParameters(anomaly).map((name) => [name, 'other']));
    const required = Object.keys(others).length === 0 ? '' : `, with: ${JSON.stringify(others)}`;
    const { scenario } = await written(anomaly.id, column === '' ? 'orders' : 'orders.total', undefined, others);
    const [step] = scenario.steps;
    const bare = scenarioOf('new', `- {id: ${step!.id}, anomaly: ${anomaly.id}, table: orders${column}${required}}`);
    expect(scenario.steps).toEqual(bare.steps);
    expect(scenario.fingerprint).toBe(bare.fingerprint);
  },
);

test('names of tables and columns come back from the file as they are, whatever they are', async () => {
  const anomaly = catalog.get('null-spike')!;
  const name = fc
    .oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
      fc.constantFrom('null', 'on', '1', 'a.b', '"', "it's", '- x', '#', '{', ': ', 'é 😀'),
    )
    .filter((each) => each.trim() === each && !each.includes('\0'));
  await fc.assert(
    fc.asyncProperty(name, name, name, async (schema, table, column) => {
      const subject = readSubject(
        project,
        anomaly,
        ['shop', ...[schema, table, column].map((each) => `"${each.replaceAll('"', '""')}"`)].join('.'),
      );
      expect(subject).toMatchObject({ target: shop, table: `${writtenName(schema)}.${writtenName(table)}`, column });
      const step = { id: 'x', anomaly, table: subject.table, column, volume: '7 rows' };
      const values = { id: 'x', anomaly: 'null-spike', table: subject.table, column, volume: '7 rows' };
      expect(readYaml(stepYaml(step).join('\n'), 'step.yaml').value).toEqual([values]);
      expect(readYaml(flowStepYaml(step), 'step.yaml').value).toEqual(values);
    }),
  );
});

test('a volume is taken as it is written, or refused with what to write', async () => {
  for (const volume of ['5 rows', '12.5%', '7', '0 %', '1 row']) {
    expect((await written('null-spike', 'orders.total', volume)).text).toContain(`volume: ${volume}\n`);
  }
  for (const volume of ['0.05', 'many', '120%', '-3', '']) {
    await expect(written('null-spike', 'orders.total', volume)).rejects.toMatchObject({
      code: 'INVALID_ARGUMENT',
      hint: expect.stringMatching(/^Write/u) as unknown,
    });
  }
});

test('a subject is read with and without its target, and refused with the form that it should have', () => {
  const two = { ...project, targets: [shop, { ...shop, name: 'crm' }] };
  const typo = catalog.get('typo')!;
  const rows = catalog.get('duplicate-row')!;
  expect(readSubject(project, typo, 'orders.total')).toMatchObject({ table: 'orders', column: 'total' });
  expect(readSubject(project, typo, 'shop.total')).toMatchObject({ table: 'shop', column: 'total' });
  expect(readSubject(two, typo, 'crm.sales.orders.total')).toMatchObject({
    target: { name: 'crm' },
    table: 'sales.orders',
  });
  expect(readSubject(two, rows, 'crm.orders')).toMatchObject({
    target: { name: 'crm' },
    table: 'orders',
    column: undefined,
  });
  expect(readSubject(two, typo, 'sales.orders.total', two.targets[1])).toMatchObject({
    target: { name: 'crm' },
    table: 'sales.orders',
  });
  expect(() => readSubject(two, typo, 'sales.orders.total')).toThrow(
    expect.objectContaining({
      hint: 'Known targets: shop, crm. Write the target first, shop.sales.orders.total, or name it with --target.',
    }),
  );
  const refusals: readonly (readonly [typeof project, typeof typo, string, string])[] = [
    [two, typo, 'orders.total', 'UNKNOWN_TARGET'],
    [two, typo, 'shop.total', 'INVALID_ARGUMENT'],
    [project, typo, 'total', 'INVALID_ARGUMENT'],
    [project, rows, 'shop.a.b.c', 'INVALID_ARGUMENT'],
    [project, typo, 'shop..total', 'INVALID_ARGUMENT'],
    [project, typo, 'shop."orders.total', 'INVALID_ARGUMENT'],
  ];
  for (const [where, anomaly, subject, code] of refusals) {
    expect(() => readSubject(where, anomaly, subject), subject).toThrow(expect.objectContaining({ code }));
  }
});
