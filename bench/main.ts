import { createDatabase } from './database.ts';
import { readOptions, type BenchOptions } from './options.ts';
import { print, speedTable } from './print.ts';
import { measureSpeed, type Speed } from './speed.ts';

const options = readOptions(process.argv.slice(2));
if (options.sections.includes('speed'))
  print('Speed: the same change by hand and by Faultline', speedTable(await speed(options)));

async function speed({ engines, rows, keys, anomalies, rounds }: BenchOptions): Promise<readonly Speed[]> {
  const results: Speed[] = [];
  for (const engine of engines) {
    for (const size of rows) {
      for (const key of keys) {
        const database = await createDatabase(engine);
        try {
          results.push(...(await measureSpeed(database, size, key, anomalies, rounds)));
        } finally {
          await database.remove();
        }
      }
    }
  }
  return results;
}
