import type { Anomaly } from '../model/anomaly.ts';
import { shapes, type Shape, type Step } from '../model/scenario.ts';
import { readAmplitude } from './amplitude.ts';
import { readDuration } from './duration-field.ts';
import { isLonger } from './longer.ts';
import { readDuring } from './during.ts';
import type { Field } from './field.ts';
import { withDefaults } from './schema-check.ts';
import { readSelect } from './select.ts';
import { takesColumn } from './step-schema.ts';
import { readVolume } from './volume.ts';

/** Reads a step with every default of its anomaly filled in. What its schema can refuse alone is not refused here. */
export function readStep(field: Field, anomaly: Anomaly): Step {
  const column = takesColumn(anomaly) ? text(field.at('column')) : undefined;
  const bucket = bucketOf(field.at('bucket').value);
  const frequency = optional(field.at('frequency'), readDuration);
  const duration = optional(field.at('duration'), readDuration);
  if (frequency !== undefined && duration !== undefined && isLonger(duration, frequency, bucket)) {
    field
      .at('duration')
      .refuse('the occurrences would overlap: duration is longer than frequency', 'Let duration be at most frequency.');
  }
  return {
    id: text(field.at('id')) ?? '',
    anomaly: anomaly.id,
    table: text(field.at('table')) ?? '',
    column,
    key: readKey(field.at('key')),
    where: optional(field.at('where'), readWhere),
    during: optional(field.at('during'), readDuring),
    frequency,
    duration,
    volume: readWith(field.at('volume'), anomaly.volume, readVolume) ?? { percent: '100' },
    amplitude: anomaly.amplitude && amplitude(field.at('amplitude'), anomaly.amplitude),
    select:
      anomaly.effect === 'alter'
        ? { mechanism: 'random' }
        : (readSelect(field.at('select'), column) ?? { mechanism: 'random' }),
    shape: anomaly.shape && (shapeOf(field.at('shape').value) ?? anomaly.shape),
    bucket,
    with: withDefaults(anomaly.parameters, field.at('with').value ?? {}) as Readonly<Record<string, unknown>>,
  };
}

function text(field: Field): string | undefined {
  return typeof field.value === 'string' ? field.value : undefined;
}

function optional<Value>(field: Field, read: (field: Field) => Value | undefined): Value | undefined {
  return field.value === undefined ? undefined : read(field);
}

/** The value of the file, else the anomaly's default; undefined where the anomaly takes none or the value is refused. */
function readWith<Value>(
  field: Field,
  rule: { readonly default: Value } | undefined,
  read: (field: Field) => Value | undefined,
): Value | undefined {
  if (rule === undefined || field.value === undefined) return rule?.default;
  return read(field);
}

function amplitude(field: Field, rule: NonNullable<Anomaly['amplitude']>): Step['amplitude'] {
  return field.value === undefined ? { value: rule.default, unit: rule.unit } : readAmplitude(field, rule);
}

function readKey(field: Field): Step['key'] {
  const { value } = field;
  if (Array.isArray(value)) return value.filter((column) => typeof column === 'string');
  if (value === 'row') {
    field.refuse('key: row is not supported yet', 'Write auto, or the columns that identify a row.', 'UNSUPPORTED');
  } else if (typeof value === 'string' && value !== 'auto') {
    field.refuse(`key "${value}" is neither auto nor a list of columns`, `Write [${value}].`);
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
