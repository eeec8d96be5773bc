import { FaultlineError } from '../model/errors.ts';
import type { GlobalOptions } from './session.ts';

/** Calls the renderer of the wanted format. @throws INVALID_ARGUMENT where the command has no such form */
export function inFormat(
  format: GlobalOptions['format'],
  renderers: Partial<Record<GlobalOptions['format'], () => string>>,
): string {
  const render = renderers[format];
  if (render) return render();
  throw new FaultlineError('INVALID_ARGUMENT', `this command has no --format ${format}`, {
    hint: `Use ${Object.keys(renderers).join(' or ')}.`,
  });
}

/** A document as text, with a closing newline. */
export function documentText(document: object): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
