import type { Script, ScriptEntry, Scripting } from '../model/script.ts';
import { laidOut } from './laid-out.ts';
import { wrap } from './width.ts';

const page = 100;

/** Scripts of several targets, each a section of its own. */
export function scriptText(scripts: readonly Script[]): string {
  return scripts.map(section).join('\n');
}

/** The statements of a script alone, for a driver that runs them one by one. */
export function scriptStatements({ entries, scripting }: Script): readonly string[] {
  return entries.flatMap((entry) => {
    const statement = statementOf(entry, scripting);
    return statement === undefined ? [] : [statement];
  });
}

function section(script: Script): string {
  const { target, product, version, database, about, entries, scripting } = script;
  const title = `Target ${target}: ${product} ${version}, database ${database}. For ${scripting.client}.`;
  const head = [title, ...about].flatMap(commented);
  if (entries.length === 0) return `${[...commented(title), ...commented('Nothing to do.')].join('\n')}\n`;
  const parts: string[] = [];
  let isInside = false;
  for (const [index, entry] of entries.entries()) {
    if (entry.kind === 'begin') isInside = true;
    if (entry.kind === 'commit') isInside = false;
    const statement = statementOf(entry, scripting);
    parts.push(
      entry.kind === 'comment'
        ? `${entries[index - 1]?.kind === 'comment' ? '' : '\n'}${commented(entry.text).join('\n')}`
        : scripting.ended(statement ?? '', isInside),
    );
  }
  return `${[head.join('\n'), '', ...scripting.head, ...parts].join('\n')}\n`;
}

function statementOf(entry: ScriptEntry, scripting: Scripting): string | undefined {
  switch (entry.kind) {
    case 'comment':
      return undefined;
    case 'statement':
      return laidOut(scripting.render(entry.statement));
    case 'check':
      return scripting.render(scripting.check(entry.condition, entry.otherwise));
    case 'begin':
    case 'commit':
      return scripting[entry.kind];
  }
}

/** Names in it may hold line ends: each line is a comment of its own. */
function commented(text: string): readonly string[] {
  return wrap(text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' '), page).map((line) => `-- ${line.trim()}`);
}
