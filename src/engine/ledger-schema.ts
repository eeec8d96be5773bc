/** Schema of the ledger where the project names none, on engines where a user may own several. */
export const ledgerSchema = 'faultline';
