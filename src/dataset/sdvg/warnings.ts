import { formatPlace, type Place } from '../../model/place.ts';
import type { Field } from '../../scenario/field.ts';
import type { Problem } from '../../scenario/problem.ts';
import type { YamlFile } from '../../scenario/yaml-file.ts';

/** Tells that a field is read otherwise than sdvg does. @param sentence without a full stop */
export type Warn = (field: Field, sentence: string) => void;

/** Where readers tell what they find. */
export interface Telling {
  /** Receives what a schema refuses. */
  readonly report: (problems: readonly Problem[]) => void;
  readonly warn: Warn;
}

/** Collects warnings; each is told once, with the place of its field. */
export function openWarnings(file: YamlFile): { readonly warn: Warn; warnings(): readonly string[] } {
  const found = new Map<string, Place>();
  return {
    warn(field, sentence) {
      const place = file.placeOf(field.path, 'key');
      found.set(`${sentence} (${formatPlace(place)})`, place);
    },
    warnings: () =>
      [...found]
        .toSorted(([, left], [, right]) => left.line - right.line || left.column - right.column)
        .map(([sentence]) => sentence),
  };
}
