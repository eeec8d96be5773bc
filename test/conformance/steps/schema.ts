/** Steps that change the shape of the table, by what they show. */
export const schemaSteps: Readonly<Record<string, string>> = {};
