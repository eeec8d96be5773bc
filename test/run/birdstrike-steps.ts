/** One step for every anomaly of the catalog, on the birdstrikes with two more columns: `reported` (a date as text) and `phone`. */
export const birdstrikeSteps: Readonly<Record<string, string>> = {
  'null-spike': '- {id: s, anomaly: null-spike, table: birdstrikes, column: wildlife_size, during: all, volume: 10%}',
  outlier: '- {id: s, anomaly: outlier, table: birdstrikes, column: speed_ias_in_knots, during: all}',
  typo: '- {id: s, anomaly: typo, table: birdstrikes, column: wildlife_species, during: all, amplitude: 2}',
  'format-change': '- {id: s, anomaly: format-change, table: birdstrikes, column: reported, during: all, volume: 50%}',
  'category-swap': '- {id: s, anomaly: category-swap, table: birdstrikes, column: phase_of_flight, during: all}',
  'duplicate-row': '- {id: s, anomaly: duplicate-row, table: birdstrikes, during: all}',
  'volume-drop': '- {id: s, anomaly: volume-drop, table: birdstrikes, duration: 7 days}',
  'stale-table': '- {id: s, anomaly: stale-table, table: birdstrikes, amplitude: 30}',
  'level-shift':
    '- {id: s, anomaly: level-shift, table: birdstrikes, column: cost_total, shape: bell, duration: 200 days}',
  'column-renamed': '- {id: s, anomaly: column-renamed, table: birdstrikes, column: origin_state}',
};
