/** Steps of business, by what they show. */
export const businessSteps: Readonly<Record<string, string>> = {
  'metric-spike of a sum':
    '- {id: s, anomaly: metric-spike, table: birdstrikes, measure: {column: cost_total, aggregate: sum, time: flight_date, bucket: month}, amplitude: 3}',
  'metric-spike of an average of whole numbers':
    '- {id: s, anomaly: metric-spike, table: birdstrikes, column: quantity, bucket: week, during: {last: 3 weeks}, amplitude: 2}',
  'metric-spike of a number of rows':
    '- {id: s, anomaly: metric-spike, table: birdstrikes, measure: {aggregate: count, bucket: month}}',
};
