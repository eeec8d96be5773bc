/** Steps of business, by what they show. */
export const businessSteps: Readonly<Record<string, string>> = {};
