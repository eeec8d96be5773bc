import { runProgram } from '../src/cli/program.ts';

/** `faultline …` in this process, which then tells its parent the highest memory it had, in kilobytes. */
process.exitCode = await runProgram(process.argv);
process.send?.(process.resourceUsage().maxRSS, () => process.disconnect());
