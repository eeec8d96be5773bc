import type { Connection } from '../../model/engine.ts';

/** Works in a transaction, which is undone where the work fails. */
export async function inTransaction(connection: Connection, work: () => Promise<void>): Promise<void> {
  await connection.begin('read write');
  try {
    await work();
    await connection.commit();
  } catch (error) {
    await connection.rollback();
    throw error;
  }
}
