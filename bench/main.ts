import { createDatabase, type BenchDatabase, type EngineName } from './database.ts';
import { measureMemory, type Memory } from './memory.ts';
import { readOptions, type BenchOptions } from './options.ts';
import { measureFleet, type Fleet } from './fleet.ts';
import { measureDataSets } from './data-sets.ts';
import { printDataSets, printFleet, printMemory, printScans, printSpeed, printStartUp } from './print.ts';
import { countScans } from './scans.ts';
import { measureSpeed, type Speed } from './speed.ts';
import { measureStartUp } from './start-up.ts';

const options = readOptions(process.argv.slice(2));
const { sections, anomalies } = options;
if (sections.includes('start-up')) printStartUp(await measureStartUp());
if (sections.includes('scans')) printScans(await countScans(anomalies));
if (sections.includes('memory')) printMemory(await memory(options));
if (sections.includes('speed')) printSpeed(await speed(options));
if (sections.includes('fleet')) printFleet(await fleet(options));
if (sections.includes('data-sets')) printDataSets(measureDataSets());

async function memory({ engines, rows }: BenchOptions): Promise<readonly Memory[]> {
  const results: Memory[] = [];
  for (const engine of engines) {
    for (const size of rows) {
      for (const anomaly of anomalies)
        results.push(await inDatabase(engine, (database) => measureMemory(database, size, anomaly)));
    }
  }
  return results;
}

async function speed({ engines, rows, keys, rounds }: BenchOptions): Promise<readonly Speed[]> {
  const results: Speed[] = [];
  for (const engine of engines) {
    for (const size of rows) {
      for (const key of keys) {
        const found = await inDatabase(engine, (database) => measureSpeed(database, size, key, anomalies, rounds));
        process.stderr.write(`${engine}, ${size} rows, ${key} key: done\n`);
        results.push(...found);
      }
    }
  }
  return results;
}

/** On servers only: a DuckDB file is a server to nobody. */
async function fleet({ engines, fleetRows }: BenchOptions): Promise<readonly Fleet[]> {
  const results: Fleet[] = [];
  for (const engine of engines.filter((each) => each !== 'duckdb'))
    results.push(await inDatabase(engine, (database) => measureFleet(database, fleetRows)));
  return results;
}

async function inDatabase<Result>(
  engine: EngineName,
  work: (database: BenchDatabase) => Promise<Result>,
): Promise<Result> {
  const database = await createDatabase(engine);
  try {
    return await work(database);
  } finally {
    await database.remove();
  }
}
