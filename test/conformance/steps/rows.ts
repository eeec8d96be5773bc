/** Steps of rows, by what they show. */
export const rowsSteps: Readonly<Record<string, string>> = {};
