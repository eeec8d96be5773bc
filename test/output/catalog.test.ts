import { describe, expect, test } from 'vitest';
import { anomalyText } from '../../src/output/anomaly-text.ts';
import { anomalyJson, catalogJson } from '../../src/output/catalog-json.ts';
import { catalogText } from '../../src/output/catalog-text.ts';
import { shopCatalog } from './fixtures/shop-catalog.ts';

const plain = { colour: false, width: 90 };

describe('the catalog', () => {
  test('lists the anomalies by category', async () => {
    await expect(catalogText(shopCatalog, plain)).toMatchFileSnapshot('snapshots/catalog.txt');
  });

  test('explains each anomaly with its parameters, a step to copy and what should catch it', async () => {
    const texts = [...shopCatalog.values()].map((anomaly) => anomalyText(anomaly, plain));
    await expect(texts.join('\n----\n\n')).toMatchFileSnapshot('snapshots/anomalies.txt');
  });

  test('is a JSON document with the schema of what each anomaly takes', () => {
    const [first] = [...shopCatalog.values()];
    if (first === undefined) throw new Error('the shop has anomalies');
    expect(JSON.parse(JSON.stringify(catalogJson(shopCatalog)))).toMatchObject({
      formatVersion: 1,
      anomalies: [
        { id: 'late-orders', effect: 'delete' },
        { id: 'price-jump', with: { additionalProperties: false } },
      ],
    });
    expect(anomalyJson(first)).toMatchObject({ formatVersion: 1, id: 'late-orders' });
  });
});
