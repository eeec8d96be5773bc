const table = 'table: birdstrikes';

/** Steps of numbers, by what they show. */
export const numbersSteps: Readonly<Record<string, string>> = {
  'zero-spike': `- {id: s, anomaly: zero-spike, ${table}, column: unit_price, during: all}`,
  'sign-flip': `- {id: s, anomaly: sign-flip, ${table}, column: speed_ias_in_knots, during: all}`,
  'sign-flip of floats': `- {id: s, anomaly: sign-flip, ${table}, column: cost_float, during: all, volume: 30%}`,
  'wrong-unit': `- {id: s, anomaly: wrong-unit, ${table}, column: cost_total, during: all}`,
  'wrong-unit in the shape decay': `- {id: s, anomaly: wrong-unit, ${table}, column: cost_total, shape: decay, bucket: month, during: {last: 12 months}, amplitude: x25.4, volume: 50%}`,
  'wrong-unit of whole numbers': `- {id: s, anomaly: wrong-unit, ${table}, column: speed_ias_in_knots, during: all, amplitude: 0.514444}`,
  'gaussian-noise': `- {id: s, anomaly: gaussian-noise, ${table}, column: unit_price, during: all}`,
  'gaussian-noise of floats in the shape ramp': `- {id: s, anomaly: gaussian-noise, ${table}, column: cost_float, during: {last: 1 year}, shape: ramp, volume: 100%}`,
  'out-of-range': `- {id: s, anomaly: out-of-range, ${table}, column: total, during: all}`,
  'out-of-range of a stated range': `- {id: s, anomaly: out-of-range, ${table}, column: quantity, during: all, with: {min: 1, max: 9}}`,
  'precision-loss': `- {id: s, anomaly: precision-loss, ${table}, column: longitude, during: all, amplitude: 2}`,
  'precision-loss of floats': `- {id: s, anomaly: precision-loss, ${table}, column: cost_float, during: all}`,
  'stuck-value': `- {id: s, anomaly: stuck-value, ${table}, column: speed_ias_in_knots, duration: 30 days}`,
  'distribution-shift': `- {id: s, anomaly: distribution-shift, ${table}, column: total, during: all, volume: 40%}`,
  'distribution-shift of floats in the shape bell': `- {id: s, anomaly: distribution-shift, ${table}, column: cost_float, during: {last: 1 year}, shape: bell, amplitude: -0.5}`,
  'variance-change': `- {id: s, anomaly: variance-change, ${table}, column: cost_total, during: all}`,
  'variance-change in the shape oscillating, in clusters': `- {id: s, anomaly: variance-change, ${table}, column: speed_ias_in_knots, during: {last: 1 year}, shape: oscillating, amplitude: 1.7, volume: 80%, select: {clustered: 20}}`,
  'skew-change': `- {id: s, anomaly: skew-change, ${table}, column: total, during: all, volume: 70%}`,
  'skew-change of whole numbers towards high ones, again and again': `- {id: s, anomaly: skew-change, ${table}, column: speed_ias_in_knots, during: {from: 1999-01-01}, frequency: 3 months, duration: 2 weeks, volume: 40%, amplitude: -1, select: {towards: high, of: self}}`,
  'kurtosis-change of floats': `- {id: s, anomaly: kurtosis-change, ${table}, column: cost_float, during: all}`,
  'geo-swap': `- {id: s, anomaly: geo-swap, ${table}, column: latitude, during: all, with: {longitude: longitude}}`,
  'geo-swap to 0, 0': `- {id: s, anomaly: geo-swap, ${table}, column: latitude, volume: 50%, with: {longitude: longitude, method: zero}}`,
  'threshold-clustering': `- {id: s, anomaly: threshold-clustering, ${table}, column: cost_total, during: all, with: {limit: 5000}}`,
};
