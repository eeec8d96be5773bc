import { stringify } from 'yaml';
import type { Anomaly } from '../../../src/model/anomaly.ts';
import { formatAmplitude } from '../../../src/model/amplitude.ts';
import { formatDuration } from '../../../src/model/duration.ts';
import type { Prediction } from '../../../src/model/prediction.ts';
import type { Volume } from '../../../src/model/scenario.ts';
import { code, fenced, folded, markdownTable } from '../../../src/output/markdown.ts';
import { parametersOf, stepExample } from '../../../src/output/step-example.ts';
import { formatRows } from '../../../src/output/format-number.ts';
import { documentedEngines } from './documented-engines.ts';
import { engineStatements } from './engine-statements.ts';
import type { Performed } from './example.ts';
import type { FileExample } from './file-example.ts';
import { requirementsOf } from './requirements.ts';
import { sampleSection } from './sample-section.ts';

/** What a page shows of its anomaly at work. */
export type Shown =
  | { readonly kind: 'rows'; readonly performed: Performed; readonly step: object; readonly hasChart: boolean }
  | { readonly kind: 'file'; readonly example: FileExample; readonly step: object };

const effects = {
  update: 'changes values',
  insert: 'adds rows',
  delete: 'removes rows',
  alter: 'changes the shape of a table',
  file: 'breaks files',
} as const;

/** What an effect does, in two words for lists. */
export function effectWords({ effect }: Anomaly): string {
  return effects[effect];
}

/** The page of one anomaly. @param neighbours listed at its end */
export async function anomalyPage(anomaly: Anomaly, shown: Shown, neighbours: readonly Anomaly[]): Promise<string> {
  const blocks = [
    `# ${anomaly.title}`,
    `[The catalog](README.md) · ${anomaly.category} · ${code(anomaly.id)} · ${effectWords(anomaly)}`,
    anomaly.description,
    ...(shown.kind === 'rows' && shown.hasChart ? [`![${anomaly.title}, before and after](${anomaly.id}.svg)`] : []),
    '## In production',
    anomaly.inProduction,
    '## Example',
    ...(shown.kind === 'rows' ? rowsExample(shown.performed, shown.step) : damagedFile(shown.example, shown.step)),
    '## Parameters',
    parameterTable(anomaly),
    'A step with every default written out:',
    fenced('yaml', stepExample(anomaly)).join('\n'),
    '## What it needs, and what is refused',
    requirementsOf(anomaly)
      .map((sentence) => `- ${sentence}`)
      .join('\n'),
    '## What catches it',
    anomaly.caughtBy.map((monitor) => `- ${monitor}`).join('\n'),
    ...(shown.kind === 'rows' ? predictionBlocks(shown.performed.planned.predictions ?? []) : []),
    '## Placebo',
    ...placeboBlocks(anomaly),
    '## SQL',
    ...(shown.kind === 'rows'
      ? await sqlBlocks(shown.performed)
      : [
          'None: files are read, damaged and written beside the old ones, which the new ones then replace in one step.',
        ]),
    ...(neighbours.length === 0
      ? []
      : [
          '## See also',
          neighbours
            .map((other) => `- [${other.title}](${other.id}.md): ${firstSentence(other.description)}`)
            .join('\n'),
        ]),
    '---',
    'Made from `src/anomaly/` and real runs on sample data by `npm run pages`.',
  ];
  return `${blocks.join('\n\n')}\n`;
}

/** Up to the first full stop or colon, with a stop. */
export function firstSentence(text: string): string {
  return `${text.split(/(?<=[^.])[.:;](?= |$)/u)[0]}.`;
}

function rowsExample({ table, planned, pairs, alteration, ...performed }: Performed, step: object): readonly string[] {
  const made = usedColumns({ table, planned, pairs, alteration, ...performed });
  const source = `Data: ${code(table.name)}, ${table.about} (vega-datasets).${made}`;
  const amount = alteration
    ? ''
    : ` It takes ${figure(planned.frozen.rows)} of ${figure(planned.tableRows)} rows: ${planned.which.join('; ')}.`;
  return [
    `${source}${amount}`,
    fenced('yaml', stringify([step], { lineWidth: 0 }).trim().split('\n')).join('\n'),
    sampleSection({ table, planned, pairs, alteration, ...performed }).join('\n'),
  ];
}

function usedColumns({ table, compiled }: Performed): string {
  const named = new Set([
    compiled.subject?.name,
    ...Object.values(compiled.step.with).flat(),
    compiled.step.measure?.column,
  ]);
  const made = table.columns
    .filter((each) => each.isMade === true && named.has(each.name))
    .map(({ name }) => code(name));
  if (made.length === 0) return '';
  return ` ${made.join(', ')} ${made.length === 1 ? 'is' : 'are'} made from the other columns and the row's number.`;
}

function damagedFile({ name, before, after }: FileExample, step: object): readonly string[] {
  return [
    `A file ${code(name)} of the target. ␊ is the end of a line.`,
    fenced('yaml', stringify([step], { lineWidth: 0 }).trim().split('\n')).join('\n'),
    'Before:',
    fenced('text', before).join('\n'),
    'After:',
    fenced('text', after).join('\n'),
  ];
}

function parameterTable(anomaly: Anomaly): string {
  const { amplitude } = anomaly;
  const bounds =
    amplitude === undefined
      ? ''
      : ` From ${formatAmplitude({ value: amplitude.min, unit: amplitude.unit })} to ${formatAmplitude({ value: amplitude.max, unit: amplitude.unit })}.`;
  const rows = parametersOf(anomaly).map(({ name, default: fallback, meaning }) => [
    code(name),
    unitOf(anomaly, name),
    fallback === '' ? '' : code(fallback),
    name === 'amplitude' ? `${meaning}${bounds}` : meaning,
  ]);
  if (rows.length === 0) return 'None of its own: the whole table or file is struck.';
  return markdownTable(['parameter', 'unit', 'default', 'meaning'], rows).join('\n');
}

const units = {
  sd: 'standard deviations',
  times: 'a factor',
  percent: 'percent',
  points: 'percentage points',
  edits: 'edits of one character',
  digits: 'digits behind the point',
  buckets: 'buckets of time',
  seconds: 'a length of time',
  figure: 'a number without a unit',
} as const;

function unitOf({ amplitude }: Anomaly, name: string): string {
  if (name === 'volume') return 'a share or a number of rows';
  if (name === 'amplitude') return amplitude === undefined ? '' : units[amplitude.unit];
  return name === 'during' ? 'a stretch of time' : '';
}

function predictionBlocks(predictions: readonly Prediction[]): readonly string[] {
  const scored = predictions.filter(({ score, fires }) => score !== undefined || fires);
  if (scored.length === 0) return [];
  const rows = scored.map((each) => [
    each.tool,
    scoreText(each.scoreBefore, each.unit),
    scoreText(each.score, each.unit),
    scoreText(each.threshold, each.unit),
    each.fires ? (each.firesBefore ? 'fires anyway' : '**fires**') : 'silent',
  ]);
  return [
    'What standard monitors with the defaults of their tools make of the example ([formulas and sources](../monitors.md)):',
    markdownTable(['monitor', 'without it', 'with it', 'threshold', ''], rows).join('\n'),
  ];
}

function scoreText(score: number | undefined, unit: Prediction['unit']): string {
  if (score === undefined) return '';
  const rounded = String(Number(score.toPrecision(3))).replace('-', '−');
  if (unit === 'z' || unit === undefined) return rounded;
  return unit === 'percent' ? `${rounded} %` : `${rounded} ${unit}`;
}

function placeboBlocks({ placebo, amplitude }: Anomaly): readonly string[] {
  const values = [
    ...(placebo.volume === undefined ? [] : [`volume ${volumeText(placebo.volume)}`]),
    ...(placebo.amplitude === undefined || amplitude === undefined
      ? []
      : [`amplitude ${formatAmplitude({ value: placebo.amplitude, unit: amplitude.unit })}`]),
    ...(placebo.during === undefined
      ? []
      : [
          `during ${placebo.during === 'all' ? 'all' : 'last' in placebo.during ? `the last ${formatDuration(placebo.during.last)}` : 'a stretch of its own'}`,
        ]),
    ...Object.entries(placebo.with ?? {}).map(([name, value]) => `with.${name} ${JSON.stringify(value)}`),
  ];
  const set = values.length === 0 ? '' : ` It sets ${values.join(', ')}.`;
  return [
    `${placebo.description} A monitor that fires on it is too sensitive: ${code('placebo: true')} on the step runs it.${set}`,
  ];
}

function volumeText(volume: Volume): string {
  return 'percent' in volume ? `${volume.percent} %` : formatRows(volume.rows);
}

async function sqlBlocks(performed: Performed): Promise<readonly string[]> {
  const details: string[] = [];
  for (const engine of documentedEngines) {
    const result = await engineStatements(engine, performed);
    const body =
      'refusal' in result
        ? [`Refused there: ${result.refusal}.`]
        : fenced(
            'sql',
            result.statements
              .map((each) => (each.endsWith(';') ? each : `${each};`))
              .join('\n\n')
              .split('\n'),
          );
    details.push(folded(engine.title, body).join('\n'));
  }
  return [
    `What apply runs for the example. ${code("draw('…')")} stands for a polynomial in the row's key, and … for parts of long values that are left out; \`faultline plan --sql\` shows every statement whole.`,
    ...details,
  ];
}

function figure(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+$)/gu, ',');
}
