import { shapes } from '../../src/model/scenario.ts';
import { businessSteps } from './steps/business.ts';
import { numbersSteps } from './steps/numbers.ts';
import { rowsSteps } from './steps/rows.ts';
import { schemaSteps } from './steps/schema.ts';
import { textsSteps } from './steps/texts.ts';
import { timesSteps } from './steps/times.ts';

const table = 'table: birdstrikes';

/** Steps by what they show; every one is applied to the same wide birdstrikes on every engine. */
export const birdstrikeSteps: Readonly<Record<string, string>> = {
  ...numbersSteps,
  ...textsSteps,
  ...timesSteps,
  ...rowsSteps,
  ...businessSteps,
  ...schemaSteps,
  'null-spike at random': `- {id: s, anomaly: null-spike, ${table}, column: wildlife_size, during: all, volume: 10%}`,
  'null-spike towards high values of another column': `- {id: s, anomaly: null-spike, ${table}, column: wildlife_size, during: all, select: {towards: high, of: cost_total}}`,
  'null-spike towards low values of itself': `- {id: s, anomaly: null-spike, ${table}, column: speed_ias_in_knots, during: all, select: {towards: low, of: self}}`,
  'null-spike towards a text with NULLs': `- {id: s, anomaly: null-spike, ${table}, column: cost_other, during: all, select: {towards: high, of: effect_amount_of_damage}}`,
  'null-spike in runs of neighbours': `- {id: s, anomaly: null-spike, ${table}, column: origin_state, during: all, select: {clustered: 25}}`,
  'null-spike in whole segments': `- {id: s, anomaly: null-spike, ${table}, column: origin_state, during: all, volume: 30%, select: {segment: aircraft_airline_operator}}`,
  'null-spike in segments by date': `- {id: s, anomaly: null-spike, ${table}, column: origin_state, during: all, select: {segment: flight_date}}`,
  'null-spike of the last bucket': `- {id: s, anomaly: null-spike, ${table}, column: wildlife_size, volume: 50%}`,
  'null-spike in the first days of every month': `- {id: s, anomaly: null-spike, ${table}, column: wildlife_size, during: {from: 1999-01-01, to: 2001-06-15}, frequency: 1 month, duration: 5 days, volume: 50%}`,
  'null-spike on one condition': `- {id: s, anomaly: null-spike, ${table}, column: wildlife_size, during: all, volume: 33.3%, where: "origin_state = 'Texas' and cost_total > 0"}`,
  'outlier of decimals': `- {id: s, anomaly: outlier, ${table}, column: cost_total, during: all, volume: 5%}`,
  'outlier of whole numbers, upwards': `- {id: s, anomaly: outlier, ${table}, column: speed_ias_in_knots, during: all, amplitude: 4, with: {direction: up}}`,
  'outlier of floats': `- {id: s, anomaly: outlier, ${table}, column: cost_float, during: all}`,
  typo: `- {id: s, anomaly: typo, ${table}, column: wildlife_species, during: all, amplitude: 3, volume: 20%}`,
  'typo of names': `- {id: s, anomaly: typo, ${table}, column: airport_name, during: {last: 3 months}}`,
  'category-swap': `- {id: s, anomaly: category-swap, ${table}, column: phase_of_flight, during: all}`,
  'category-swap of many labels': `- {id: s, anomaly: category-swap, ${table}, column: aircraft_make_model, during: all}`,
  'category-swap of two labels': `- {id: s, anomaly: category-swap, ${table}, column: wildlife_size, during: all, with: {between: [Small, Large]}}`,
  'format-change of dates': `- {id: s, anomaly: format-change, ${table}, column: date_text, during: all, volume: 40%}`,
  'format-change of phone numbers': `- {id: s, anomaly: format-change, ${table}, column: phone, during: {last: 1 year}}`,
  'duplicate-row': `- {id: s, anomaly: duplicate-row, ${table}, during: all}`,
  'duplicate-row of the last days': `- {id: s, anomaly: duplicate-row, ${table}, duration: 30 days, volume: 100%}`,
  'volume-drop': `- {id: s, anomaly: volume-drop, ${table}, during: {last: 2 months}}`,
  'volume-drop in several windows': `- {id: s, anomaly: volume-drop, ${table}, during: {from: latest - 1 year, to: latest}, frequency: 2 weeks, duration: 3 days}`,
  'stale-table': `- {id: s, anomaly: stale-table, ${table}, amplitude: 30}`,
  'stale-table in months': `- {id: s, anomaly: stale-table, ${table}, amplitude: 2, bucket: month}`,
  'column-renamed': `- {id: s, anomaly: column-renamed, ${table}, column: origin_state}`,
  ...Object.fromEntries(
    shapes.map((shape) => [
      `level-shift in the shape ${shape}`,
      `- {id: s, anomaly: level-shift, ${table}, column: cost_total, shape: ${shape}, duration: 1 year, bucket: month}`,
    ]),
  ),
  ...Object.fromEntries(
    (['impulse', 'oscillating', 'intermittent'] as const).map((shape) => [
      `level-shift of floats in the shape ${shape}, again and again`,
      `- {id: s, anomaly: level-shift, ${table}, column: cost_float, shape: ${shape}, during: {from: 2000-01-01}, frequency: 3 months, duration: 2 months, volume: 60%, amplitude: -35, bucket: month}`,
    ]),
  ),
};

/** Steps on the first 200,000 flights, whose time has milliseconds. */
export const flightSteps: Readonly<Record<string, string>> = {
  'null-spike of a day': '- {id: s, anomaly: null-spike, table: flights, column: delay, volume: 30%}',
  'outlier of all': '- {id: s, anomaly: outlier, table: flights, column: distance, during: all}',
  'level-shift by hours':
    '- {id: s, anomaly: level-shift, table: flights, column: delay, bucket: hour, duration: 2 days, shape: ramp}',
  'category-swap in clusters':
    '- {id: s, anomaly: category-swap, table: flights, column: origin, during: all, volume: 2%, select: {clustered: 50}}',
  'duplicate-row of two hours a day':
    '- {id: s, anomaly: duplicate-row, table: flights, during: {from: latest - 3 days, to: latest}, frequency: 1 day, duration: 2 hours, volume: 20%}',
  'stale-table in hours': '- {id: s, anomaly: stale-table, table: flights, bucket: hour, amplitude: 12}',
};
