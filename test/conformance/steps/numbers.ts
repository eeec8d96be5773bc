/** Steps of numbers, by what they show. */
export const numbersSteps: Readonly<Record<string, string>> = {};
