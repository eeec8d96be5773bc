const birdstrikes = 'table: birdstrikes';
const [sum, rows] = ['column: total, aggregate: sum', 'aggregate: count'];
const by = (bucket: string, metric: string) => `measure: {${metric}, time: flight_date, bucket: ${bucket}}`;

/** Steps of business, by what they show. */
export const businessSteps: Readonly<Record<string, string>> = {
  'metric-spike of a sum': `- {id: s, anomaly: metric-spike, ${birdstrikes}, ${by('month', sum)}, amplitude: 3}`,
  'metric-spike of an average of whole numbers': `- {id: s, anomaly: metric-spike, ${birdstrikes}, column: quantity, bucket: week, during: {last: 3 weeks}, amplitude: 2}`,
  'metric-spike of a number of rows': `- {id: s, anomaly: metric-spike, ${birdstrikes}, ${by('month', rows)}}`,
  'metric-dip of an average of floats': `- {id: s, anomaly: metric-dip, ${birdstrikes}, measure: {column: cost_float, aggregate: avg, bucket: month}, during: {from: 1999-01-01, to: 2000-01-01}, amplitude: 0.5}`,
  'metric-dip of a number of rows': `- {id: s, anomaly: metric-dip, ${birdstrikes}, ${by('month', rows)}, amplitude: 1}`,
  'level-shift of a sum': `- {id: s, anomaly: level-shift, ${birdstrikes}, ${by('month', sum)}, duration: 3 months}`,
  'level-shift of a number of rows': `- {id: s, anomaly: level-shift, ${birdstrikes}, ${by('month', rows)}, amplitude: -40}`,
  'trend-break': `- {id: s, anomaly: trend-break, ${birdstrikes}, ${by('month', 'column: cost_total, aggregate: sum')}, duration: 6 months}`,
  'gradual-drift of a number of rows': `- {id: s, anomaly: gradual-drift, ${birdstrikes}, ${by('month', rows)}, during: {last: 12 months}}`,
  'gradual-drift of negative numbers': `- {id: s, anomaly: gradual-drift, ${birdstrikes}, column: longitude, bucket: month, during: {last: 6 months}}`,
  'variance-burst': `- {id: s, anomaly: variance-burst, ${birdstrikes}, ${by('month', sum)}, volume: 60%}`,
  'variance-burst of a number of rows': `- {id: s, anomaly: variance-burst, ${birdstrikes}, ${by('month', rows)}}`,
  'seasonality-flatten of a number of rows': `- {id: s, anomaly: seasonality-flatten, ${birdstrikes}, ${by('month', rows)}, during: {last: 12 months}, with: {cycle: 12}}`,
  'seasonality-shift': `- {id: s, anomaly: seasonality-shift, ${birdstrikes}, ${by('month', sum)}, amplitude: 3, during: {last: 12 months}, with: {cycle: 12}}`,
  'seasonality-shift of a number of rows': `- {id: s, anomaly: seasonality-shift, ${birdstrikes}, measure: {aggregate: count, time: started_at, bucket: month}, during: {last: 12 months}, with: {cycle: 12}}`,
  'seasonal-event': `- {id: s, anomaly: seasonal-event, ${birdstrikes}, column: unit_price, bucket: week}`,
  'outage-recovery of a sum': `- {id: s, anomaly: outage-recovery, ${birdstrikes}, ${by('month', sum)}}`,
  'outage-recovery of a number of rows': `- {id: s, anomaly: outage-recovery, ${birdstrikes}, measure: {aggregate: count, time: started_at, bucket: week}, during: {last: 4 weeks}}`,
  'segment-surge': `- {id: s, anomaly: segment-surge, ${birdstrikes}, ${by('month', sum)}, with: {segment: phase_of_flight, label: Approach}}`,
  'segment-surge of a number of rows': `- {id: s, anomaly: segment-surge, ${birdstrikes}, ${by('month', rows)}, with: {segment: phase_of_flight, label: Approach}}`,
  'segment-collapse of a number of rows': `- {id: s, anomaly: segment-collapse, ${birdstrikes}, ${by('month', rows)}, with: {segment: wildlife_size, label: Small}}`,
  'mix-shift': `- {id: s, anomaly: mix-shift, ${birdstrikes}, column: wildlife_size, bucket: month}`,
  'concentration-shift': `- {id: s, anomaly: concentration-shift, ${birdstrikes}, column: aircraft_airline_operator, bucket: month, with: {top: 2}}`,
  'correlation-break': `- {id: s, anomaly: correlation-break, ${birdstrikes}, column: cost_total, bucket: month}`,
  'funnel-drop': `- {id: s, anomaly: funnel-drop, ${birdstrikes}, column: phase_of_flight, bucket: month, during: {last: 3 months}, with: {stage: Climb}}`,
  'churn-surge': `- {id: s, anomaly: churn-surge, ${birdstrikes}, column: origin_state, bucket: month, amplitude: 3}`,
  'price-change': `- {id: s, anomaly: price-change, ${birdstrikes}, column: unit_price, bucket: month, with: {quantity: quantity, total: total}}`,
  'price-change in the shape bell': `- {id: s, anomaly: price-change, ${birdstrikes}, column: unit_price, shape: bell, bucket: month, duration: 1 year, with: {quantity: quantity, total: total}}`,
};
