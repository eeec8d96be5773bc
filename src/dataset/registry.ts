import type { ValueType } from './value-type.ts';
import integerType from './types/basic/integer.ts';
import stringType from './types/basic/string.ts';
import uuidType from './types/basic/uuid.ts';

// Made from the folder types by `npm run gen`.
const all: readonly ValueType[] = [integerType, stringType, uuidType];

/** Every value type by its id, sorted by id. */
export const valueTypes: ReadonlyMap<string, ValueType> = new Map(all.map((type) => [type.id, type]));
