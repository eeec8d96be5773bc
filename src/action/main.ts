import { exitCodes } from '../model/error-codes.ts';
import { runAction } from './run-action.ts';
import { annotate } from './workflow-commands.ts';

try {
  process.exitCode = await runAction(process.env);
} catch (error) {
  // A folder or a file of the runner that cannot be written: nobody is left to tell it more nicely.
  annotate('error', error instanceof Error ? error.message : String(error), { title: 'Faultline: INTERNAL' });
  process.exitCode = exitCodes.error;
}
// What a failure has left behind, a connection half made or lost, is not waited for; what was written is.
await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
process.exit();
