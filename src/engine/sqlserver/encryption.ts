import type { Connection } from 'mssql';
import { FaultlineError } from '../../model/errors.ts';

/**
 * Ends a connection before it logs in where the server says that it cannot encrypt: the driver would go on without, and
 * send the password. What the server says is told by the driver's debugging messages, and nowhere else.
 * @param connection for which `encrypt` is true, and `debug.payload` is set
 * @throws CONNECTION_FAILED out of the driver's own course, which ends with it
 */
export function requireEncryption(connection: Connection): void {
  connection.on('debug', (text) => {
    const [, answer] = /PreLogin - .*\bencryption:0x\d\d\((\w+)\)/.exec(text) ?? [];
    if (answer === undefined || answer === 'ON' || answer === 'REQ') return;
    throw new FaultlineError(
      'CONNECTION_FAILED',
      'SQL Server: no encrypted connection could be made, the server cannot',
      {
        hint: 'Let the server encrypt, or write `encrypt=false` in the target’s URL.',
      },
    );
  });
}
