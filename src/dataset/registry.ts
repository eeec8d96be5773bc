import type { ValueType } from './value-type.ts';
import binaryType from './types/basic/binary.ts';
import booleanType from './types/basic/boolean.ts';
import dateType from './types/time/date.ts';
import decimalType from './types/basic/decimal.ts';
import enumType from './types/basic/enum.ts';
import floatType from './types/basic/float.ts';
import integerType from './types/basic/integer.ts';
import stringType from './types/basic/string.ts';
import timeType from './types/time/time.ts';
import timestampType from './types/time/timestamp.ts';
import uuidType from './types/basic/uuid.ts';

// Made from the folder types by `npm run gen`.
const all: readonly ValueType[] = [
  binaryType,
  booleanType,
  dateType,
  decimalType,
  enumType,
  floatType,
  integerType,
  stringType,
  timeType,
  timestampType,
  uuidType,
];

/** Every value type by its id, sorted by id. */
export const valueTypes: ReadonlyMap<string, ValueType> = new Map(all.map((type) => [type.id, type]));
