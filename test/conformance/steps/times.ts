/** Steps of times, by what they show. */
export const timesSteps: Readonly<Record<string, string>> = {};
