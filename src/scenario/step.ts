import type { Anomaly, Placebo } from '../model/anomaly.ts';
import { isOfRows } from '../model/is-of-rows.ts';
import { shapes, type Shape, type Step } from '../model/scenario.ts';
import { readAmplitude } from './amplitude.ts';
import { readDuration } from './duration-field.ts';
import { isLonger } from './longer.ts';
import { readDuring } from './during.ts';
import type { Field } from './field.ts';
import { withDefaults } from './schema-check.ts';
import { readMeasure } from './measure.ts';
import { readSelect } from './select.ts';
import { takesColumn } from './step-schema.ts';
import { readTuned } from './tuned.ts';
import { readSweep } from './sweep.ts';
import { readVolume, readVolumes } from './volume.ts';

/** Reads a step with every default of its anomaly filled in. What its schema can refuse alone is not refused here. */
export function readStep(field: Field, anomaly: Anomaly): Step {
  const measure = anomaly.measures && optional(field.at('measure'), readMeasure);
  const column = measure ? measure.column : takesColumn(anomaly) ? text(field.at('column')) : undefined;
  if (anomaly.measures) checkMeasure(field);
  const bucket = bucketOf(field.at('measure').at('bucket').value ?? field.at('bucket').value);
  const frequency = optional(field.at('frequency'), readDuration);
  const duration = optional(field.at('duration'), readDuration);
  if (frequency !== undefined && duration !== undefined && isLonger(duration, frequency, bucket)) {
    field
      .at('duration')
      .refuse('the occurrences would overlap: duration is longer than frequency', 'Let duration be at most frequency.');
  }
  const tuned = readTuned(field, anomaly);
  const placebo = field.at('placebo').value === true ? anomaly.placebo : undefined;
  if (placebo) checkPlacebo(field, placebo);
  const volumes = anomaly.volume && readVolumes(field.at('volume'));
  if (volumes && frequency === undefined)
    field
      .at('volume')
      .refuse('volume is a list, but the step has one occurrence', 'Write one volume, or add frequency.');
  const step = {
    id: text(field.at('id')) ?? '',
    anomaly: anomaly.id,
    table: text(field.at('table')) ?? '',
    column,
    key: readKey(field.at('key')),
    where: optional(field.at('where'), readWhere),
    during: placebo?.during ?? optional(field.at('during'), readDuring),
    frequency,
    duration,
    volume: placebo?.volume ?? volumes?.[0] ?? volumeOf(field.at('volume'), anomaly, tuned),
    volumes,
    amplitude: amplitudeOf(field.at('amplitude'), anomaly, placebo, tuned),
    ...(tuned && { tuned }),
    select: selectOf(field.at('select'), anomaly, column, placebo),
    shape: anomaly.shape && (shapeOf(field.at('shape').value) ?? anomaly.shape),
    bucket,
    measure: measure ?? measureOf(anomaly, column),
    placebo: placebo ? true : undefined,
    with: withDefaults(anomaly.parameters, { ...mapping(field.at('with').value), ...placebo?.with }) as Step['with'],
  } satisfies Step;
  const form = anomaly.forStep?.(step) ?? anomaly;
  if (volumes && isOfRows(form) && form.quotas)
    field
      .at('volume')
      .refuse(
        `volume is a list, but ${anomaly.id} finds by itself how many rows each occurrence takes`,
        'Write one volume.',
      );
  const sweep = readSweep(field.at('sweep'), form, step);
  return sweep === undefined ? step : { ...step, sweep };
}

/** A step of a column alone moves its average, or what else the anomaly can move of a column. */
function measureOf({ measures }: Anomaly, column: string | undefined): Step['measure'] {
  if (measures === undefined || column === undefined) return undefined;
  return { column, aggregate: measures.includes('avg') ? 'avg' : 'sum' };
}

function checkMeasure(field: Field): void {
  const [column, measure] = [field.at('column'), field.at('measure')];
  if (column.value !== undefined && measure.value !== undefined)
    column.refuse('column stands beside measure, which names one by itself', 'Remove column.');
  if (column.value === undefined && measure.value === undefined)
    field.refuse(
      'the step says neither which column nor which metric it moves',
      'Add measure, or column.',
      'MISSING_KEY',
    );
}

/** What makes a placebo is not for the step to set. */
function checkPlacebo(field: Field, placebo: Placebo): void {
  const given = (at: Field, set: object): void => {
    for (const [key, value] of Object.entries(set)) {
      const own = at.at(key);
      if (value !== undefined && own.value !== undefined)
        own.refuse(`placebo: true sets ${own.name} by itself`, `Remove ${own.name}, or placebo.`);
    }
  };
  const { description: _, with: parameters, ...own } = placebo;
  given(field, own);
  given(field.at('with'), parameters ?? {});
}

function text(field: Field): string | undefined {
  return typeof field.value === 'string' ? field.value : undefined;
}

function optional<Value>(field: Field, read: (field: Field) => Value | undefined): Value | undefined {
  return field.value === undefined ? undefined : read(field);
}

function mapping(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** The value of the file, else the anomaly's default; all rows where it takes none or the value is refused. */
function volumeOf(field: Field, { volume }: Anomaly, tuned: Step['tuned']): Step['volume'] {
  const all = { percent: '100' };
  if (volume === undefined || Array.isArray(field.value)) return all;
  return field.value === undefined || tuned?.strength === 'volume' ? volume.default : (readVolume(field) ?? all);
}

function amplitudeOf(
  field: Field,
  { amplitude: rule }: Anomaly,
  placebo: Placebo | undefined,
  tuned: Step['tuned'],
): Step['amplitude'] {
  if (rule === undefined) return undefined;
  if (placebo?.amplitude !== undefined) return { value: placebo.amplitude, unit: rule.unit };
  const isDefault = field.value === undefined || tuned?.strength === 'amplitude';
  return isDefault ? { value: rule.default, unit: rule.unit } : readAmplitude(field, rule);
}

function selectOf(
  field: Field,
  { effect, selection }: Anomaly,
  column: string | undefined,
  placebo: Placebo | undefined,
): Step['select'] {
  const fallback = placebo?.select ?? selection?.default ?? { mechanism: 'random' };
  if (effect === 'alter' || effect === 'file' || selection?.isFixed || field.value === undefined) return fallback;
  return readSelect(field, column) ?? fallback;
}

function readKey(field: Field): Step['key'] {
  const { value } = field;
  if (Array.isArray(value)) return value.filter((column) => typeof column === 'string');
  if (value === 'row') return 'row';
  if (typeof value === 'string' && value !== 'auto') {
    field.refuse(`key "${value}" is neither auto nor row nor a list of columns`, `Write [${value}].`);
  }
  return 'auto';
}

function readWhere(field: Field): string | undefined {
  if (typeof field.value !== 'string' || field.value.trim() !== '') return text(field);
  return field.refuse('where is empty', 'Write an SQL expression, or remove the key.');
}

function bucketOf(value: unknown): Step['bucket'] {
  return value === 'hour' || value === 'week' || value === 'month' ? value : 'day';
}

function shapeOf(value: unknown): Shape | undefined {
  return shapes.find((shape) => shape === value);
}
