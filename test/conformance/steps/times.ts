const table = 'table: birdstrikes';

/** Steps of times, by what they show. */
export const timesSteps: Readonly<Record<string, string>> = {
  'late-arrival': `- {id: s, anomaly: late-arrival, ${table}, column: ended_at, during: all, with: {event: started_at}, volume: 10%}`,
  'late-arrival of dates': `- {id: s, anomaly: late-arrival, ${table}, column: flight_date, during: {last: 1 year}, with: {event: started_at}, amplitude: 3 days}`,
  'out-of-order': `- {id: s, anomaly: out-of-order, ${table}, column: started_at, during: {column: started_at, last: 2 years}, volume: 20%}`,
  'out-of-order of dates': `- {id: s, anomaly: out-of-order, ${table}, column: flight_date, during: all, volume: 10%}`,
  'timezone-shift': `- {id: s, anomaly: timezone-shift, ${table}, column: started_at, during: {column: started_at, last: 2 months}}`,
  'timezone-shift westwards': `- {id: s, anomaly: timezone-shift, ${table}, column: ended_at, during: all, amplitude: -210 minutes, volume: 10%}`,
  'future-timestamp': `- {id: s, anomaly: future-timestamp, ${table}, column: started_at, during: all}`,
  'future-timestamp of dates': `- {id: s, anomaly: future-timestamp, ${table}, column: flight_date, during: all, amplitude: 40 days}`,
  'epoch-timestamp': `- {id: s, anomaly: epoch-timestamp, ${table}, column: ended_at, during: all}`,
  'epoch-timestamp of dates': `- {id: s, anomaly: epoch-timestamp, ${table}, column: flight_date, during: all}`,
  'order-violation': `- {id: s, anomaly: order-violation, ${table}, column: ended_at, during: all, with: {start: started_at}}`,
  'order-violation of dates': `- {id: s, anomaly: order-violation, ${table}, column: flight_date, during: all, with: {start: started_at}}`,
  'stale-table by setting rows back': `- {id: s, anomaly: stale-table, ${table}, amplitude: 30, with: {method: backdate}}`,
  'stale-table by setting rows back, in months': `- {id: s, anomaly: stale-table, ${table}, amplitude: 2, bucket: month, during: {column: started_at, from: latest - 7 months}, with: {method: backdate}}`,
};
