/** Steps of whole rows and of values that rows exchange, by what they show. */
export const rowsSteps: Readonly<Record<string, string>> = {
  'column-shuffle':
    '- {id: s, anomaly: column-shuffle, table: birdstrikes, column: wildlife_size, during: all, volume: 30%}',
  'duplicate-value': '- {id: s, anomaly: duplicate-value, table: birdstrikes, column: email, during: all, volume: 20%}',
  'column-swap':
    '- {id: s, anomaly: column-swap, table: birdstrikes, column: started_at, during: all, with: {other: ended_at}}',
  'column-swap of decimals':
    '- {id: s, anomaly: column-swap, table: birdstrikes, column: latitude, during: all, with: {other: longitude}}',
  'volume-spike': '- {id: s, anomaly: volume-spike, table: birdstrikes, during: {last: 2 months}, amplitude: x2.5}',
  'volume-drop with a volume for each occurrence':
    '- {id: s, anomaly: volume-drop, table: birdstrikes, during: {from: latest - 1 year, to: latest}, frequency: 1 month, volume: [10%, 50%, 3 rows]}',
};
