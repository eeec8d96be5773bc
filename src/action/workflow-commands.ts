import { stdout } from 'node:process';
import type { Place } from '../model/place.ts';

// How a step talks to the runner by its standard output:
// https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands

/** Writes text to the log of the step. Whatever it holds, the runner takes none of it for a command. */
export function say(text: string): void {
  stdout.write(text.replaceAll(/^(\s*):(?=:)/gmu, '$1:\u200B').replaceAll('##[', '#\u200B#['));
}

/** Writes lines that a reader of the log opens by a click. */
export function sayFolded(title: string, text: string): void {
  command('group', {}, title);
  say(text.endsWith('\n') ? text : `${text}\n`);
  command('endgroup', {}, '');
}

/** From now on the runner replaces the text, and each of its lines, by `***` in the log. */
export function mask(secret: string): void {
  if (secret === '') return;
  command('add-mask', {}, secret);
  // Programs print a key line by line; the shortest lines are no secrets but would be found everywhere.
  for (const line of new Set(secret.split(/\r?\n/u)).values()) {
    if (line !== secret && line.trim().length >= 4) command('add-mask', {}, line);
  }
}

/** An annotation, shown beside the line of the file and at the top of the run. @param place relative to the repository's top */
export function annotate(
  kind: 'error' | 'warning' | 'notice',
  message: string,
  { title, place }: { readonly title: string; readonly place?: Place | undefined },
): void {
  const where = place === undefined ? {} : { file: place.file, line: String(place.line), col: String(place.column) };
  command(kind, { ...where, title }, message);
}

function command(name: string, properties: Readonly<Record<string, string>>, message: string): void {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  stdout.write(`::${name}${pairs.length === 0 ? '' : ` ${pairs.join(',')}`}::${escapeMessage(message)}\n`);
}

function escapeMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
