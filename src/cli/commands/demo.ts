import { exitCodes } from '../../model/error-codes.ts';
import { documentText } from '../choose-format.ts';
import { takeChecksums, type Checksum } from '../demo/checksums.ts';
import { demoJson } from '../demo/demo-json.ts';
import { firstLines, nextText, promptText, proofText, remarkText } from '../demo/demo-text.ts';
import { makeFolder } from '../demo/make-folder.ts';
import { prove, type ProvedTable } from '../demo/proof.ts';
import { tour, type Stop } from '../demo/tour.ts';
import { typeCommand, type Typed } from '../demo/type-command.ts';
import { requireFormat } from '../require-format.ts';
import type { Session } from '../session.ts';

/**
 * The main job on a small shop, in a folder of its own: makes it, breaks it, takes everything back, and proves it.
 * @throws INVALID_ARGUMENT where the folder is there and not empty, INTERNAL where the proof fails
 */
export async function demo(session: Session, folder: string): Promise<number> {
  requireFormat(session.options.format, ['text', 'json']);
  const started = performance.now();
  const made = await makeFolder(folder);
  const home = process.cwd();
  let isProved = false;
  // Commands are typed in the folder, so that a person can type them again there.
  process.chdir(made.path);
  try {
    const { typed, sums } = await walk(session);
    const last = typed.at(-1)!;
    if (last.code !== exitCodes.done) {
      if (last.result !== undefined) session.write(documentText(last.result));
      return last.code;
    }
    const tables = prove(sums.before!, sums.broken!, sums.after!);
    isProved = true;
    const seconds = (performance.now() - started) / 1000;
    if (session.options.format === 'json') session.write(documentText(demoJson({ ...made, typed, tables, seconds })));
    else conclude(session, folder, tables, seconds);
    return exitCodes.done;
  } finally {
    process.chdir(home);
    if (!isProved) session.log.warn('the demo ended before its end, and its folder stays', { folder: made.path });
  }
}

/** Types the commands of the tour, up to the first that fails. */
async function walk(session: Session): Promise<{
  readonly typed: readonly Typed[];
  readonly sums: Readonly<Partial<Record<NonNullable<Stop['moment']>, readonly Checksum[]>>>;
}> {
  const typed: Typed[] = [];
  const sums: Partial<Record<NonNullable<Stop['moment']>, readonly Checksum[]>> = {};
  for (const { says, words, shows, moment } of tour) {
    tell(session, (layout) => remarkText(says, layout) + promptText(words, layout));
    const each = await typeCommand(session, words);
    typed.push(each);
    if (each.code !== exitCodes.done) break;
    if (shows !== undefined) tell(session, ({ width }) => firstLines(shows, width));
    if (moment !== undefined) sums[moment] = await takeChecksums(session);
  }
  return { typed, sums };
}

function conclude(session: Session, folder: string, tables: readonly ProvedTable[], seconds: number): void {
  tell(session, (layout) => remarkText('Is nothing left behind? The tables before, broken, and after:', layout));
  tell(session, (layout) => proofText(tables, seconds, layout));
  tell(session, (layout) => remarkText('Now you: the shop, its scenarios and the database are yours.', layout));
  // npx and npm exec say so, and whoever came by them has no faultline in their path.
  const command = process.env['npm_command'] === 'exec' ? 'npx faultline' : 'faultline';
  tell(session, (layout) => nextText(folder, command, layout));
}

/** Says something to a person; a program reads one document at the end. */
function tell(session: Session, text: (layout: ReturnType<Session['render']>) => string): void {
  if (session.options.format === 'text') session.write(text(session.render([])));
}
