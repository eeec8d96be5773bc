const table = 'table: birdstrikes';

/** Steps of whole rows and of values that rows exchange, by what they show. */
export const rowsSteps: Readonly<Record<string, string>> = {
  'column-shuffle': `- {id: s, anomaly: column-shuffle, ${table}, column: wildlife_size, during: all, volume: 30%}`,
  'duplicate-value': `- {id: s, anomaly: duplicate-value, ${table}, column: email, during: all, volume: 20%}`,
  'column-swap': `- {id: s, anomaly: column-swap, ${table}, column: started_at, during: all, with: {other: ended_at}}`,
  'column-swap of decimals': `- {id: s, anomaly: column-swap, ${table}, column: latitude, during: all, with: {other: longitude}}`,
  'volume-spike': `- {id: s, anomaly: volume-spike, ${table}, during: {last: 2 months}, amplitude: x2.5}`,
  'volume-drop with a volume for each occurrence': `- {id: s, anomaly: volume-drop, ${table}, during: {from: latest - 1 year, to: latest}, frequency: 1 month, volume: [10%, 50%, 3 rows]}`,
  'empty-load': `- {id: s, anomaly: empty-load, ${table}, bucket: week}`,
  'truncated-load': `- {id: s, anomaly: truncated-load, ${table}, bucket: month}`,
  'replayed-batch': `- {id: s, anomaly: replayed-batch, ${table}, bucket: month}`,
  'missing-segment of a drawn label': `- {id: s, anomaly: missing-segment, ${table}, column: wildlife_size, during: {last: 1 year}}`,
  'missing-segment of whole numbers': `- {id: s, anomaly: missing-segment, ${table}, column: quantity, during: all, with: {segment: 7}, volume: 40%}`,
  'history-rewrite': `- {id: s, anomaly: history-rewrite, ${table}, column: total, bucket: week, volume: 50%}`,
  'near-duplicate': `- {id: s, anomaly: near-duplicate, ${table}, column: airport_name, during: {last: 1 year}, amplitude: 2}`,
  'orphan-key of whole numbers': `- {id: s, anomaly: orphan-key, ${table}, column: quantity, during: all}`,
  'orphan-key of texts': `- {id: s, anomaly: orphan-key, ${table}, column: token, during: all, with: {references: birdstrikes.token}}`,
  'functional-dependency-violation': `- {id: s, anomaly: functional-dependency-violation, ${table}, column: region, during: all, with: {determinant: origin_state}}`,
  'total-mismatch': `- {id: s, anomaly: total-mismatch, ${table}, column: cost_total, during: all, with: {parts: [cost_other, cost_repair]}}`,
  'total-mismatch of the total alone': `- {id: s, anomaly: total-mismatch, ${table}, column: cost_float, during: all, amplitude: 25}`,
};
