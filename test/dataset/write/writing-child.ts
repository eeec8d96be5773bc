import { writeFiles } from '../../../src/dataset/write/write-files.ts';
import { datasetOf, sourcesOf } from '../dataset-of.ts';
import { requestOf } from './request-of.ts';
import type { Writing } from './start-writing.ts';

const { folder, tables, rowsOfStretch } = JSON.parse(process.argv[2]!) as Writing;
let peak = 0;
const measuring = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
await writeFiles({
  ...requestOf(await sourcesOf(datasetOf(tables))),
  folder,
  rowsOfStretch,
  isContinued: true,
  recordEvery: rowsOfStretch === undefined ? undefined : 0,
  observe: ({ rows }) => process.send!({ rows }),
});
clearInterval(measuring);
process.send!({ peak });
process.disconnect();
