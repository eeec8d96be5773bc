import { runAction } from './run-action.ts';

process.exitCode = await runAction(process.env);
// What a failure has left behind, a connection half made or lost, is not waited for; what was written is.
await new Promise<void>((resolve) => process.stdout.write('', () => resolve()));
process.exit();
