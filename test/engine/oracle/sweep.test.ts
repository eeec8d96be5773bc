import { it } from 'vitest';
import { benchFor } from '../../run/workbench.ts';
import { recordSweep } from '../sweep-statements.ts';
import { recordedShop, review } from './review.ts';

it('arrivals are taken on Oracle as reviewed', { timeout: 300_000 }, async () => {
  const shop = recordedShop();
  await recordSweep(benchFor(shop.database), await shop.connect(), 'NUMBERED', 'CUSTOMER', () => shop.take());
  await review('sweep', { sweep: shop.take() });
});
