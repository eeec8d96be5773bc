/** Where row-wise anomalies strike by default: a share of all rows would lift every bucket alike, and nothing would stand out. */
export const lastBucket = { default: { amount: 1, unit: 'bucket' }, needsTime: false } as const;
