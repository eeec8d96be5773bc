import { inFormat } from './choose-format.ts';
import type { GlobalOptions } from './session.ts';

/** Refuses a format before anything is done that could not be told in it. @throws INVALID_ARGUMENT */
export function requireFormat(format: GlobalOptions['format'], forms: readonly GlobalOptions['format'][]): void {
  inFormat(format, Object.fromEntries(forms.map((each) => [each, () => ''])));
}
