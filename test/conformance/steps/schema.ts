const table = 'table: birdstrikes';

/** Steps that change the shape of the table, by what they show. */
export const schemaSteps: Readonly<Record<string, string>> = {
  'column-added': `- {id: s, anomaly: column-added, ${table}}`,
  'column-added with a value in every row': `- {id: s, anomaly: column-added, ${table}, with: {name: loaded, type: timestamp, value: "2026-11-20 09:00:00"}}`,
  'column-dropped': `- {id: s, anomaly: column-dropped, ${table}, column: cost_total}`,
  'column-dropped of texts': `- {id: s, anomaly: column-dropped, ${table}, column: note}`,
  'column-retyped to text': `- {id: s, anomaly: column-retyped, ${table}, column: cost_total}`,
  'column-retyped of floats': `- {id: s, anomaly: column-retyped, ${table}, column: cost_float}`,
  'column-retyped to whole numbers': `- {id: s, anomaly: column-retyped, ${table}, column: cost_total, with: {to: integer}}`,
  'column-reordered': `- {id: s, anomaly: column-reordered, ${table}, column: origin_state}`,
  'table-missing': `- {id: s, anomaly: table-missing, ${table}}`,
};
