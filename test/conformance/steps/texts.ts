/** Steps of texts, by what they show. */
export const textsSteps: Readonly<Record<string, string>> = {};
