import type { ColumnProfile, Link } from '../../model/profile.ts';

/** The other one of two columns that a mistake may exchange, and the longitude of a latitude: by type, name and values. */
export function likenessLinks(columns: readonly ColumnProfile[]): readonly Link[] {
  return columns.flatMap((each) => [
    ...linkOf('latitude of', longitudeOf(each, columns), each),
    ...linkOf('twin of', twinOf(each, columns), each),
  ]);
}

function linkOf(relation: Link['relation'], to: ColumnProfile | undefined, from: ColumnProfile): readonly Link[] {
  return to === undefined ? [] : [{ relation, from: from.column, to: to.column }];
}

function longitudeOf(latitude: ColumnProfile, columns: readonly ColumnProfile[]): ColumnProfile | undefined {
  if (!isLatitude(latitude)) return undefined;
  const name = latitude.column.name.toLowerCase();
  const longitudes = columns.filter(isLongitude);
  const named = longitudes.find((each) => {
    const own = each.column.name.toLowerCase();
    return ['lon', 'lng', 'long', 'longitude'].some((word) => own === name.replace(/lat(itude)?/u, word));
  });
  return named ?? longitudes[0];
}

function isLatitude(profile: ColumnProfile): boolean {
  return /(^|_)lat(itude)?(_|$)|Lat(itude)?$/u.test(profile.column.name) && isWithin(profile, 90);
}

function isLongitude(profile: ColumnProfile): boolean {
  return (
    /(^|_)(lon|lng|long|longitude)(_|$)|(Lon|Lng|Long|Longitude)$/u.test(profile.column.name) && isWithin(profile, 180)
  );
}

function isWithin({ column, min, max }: ColumnProfile, bound: number): boolean {
  if (column.kind !== 'decimal' && column.kind !== 'float') return false;
  return min !== null && max !== null && Number(min) >= -bound && Number(max) <= bound;
}

/** Of its type, its sort, and none of a kind that two columns have by accident: the nearest by name, then by place. */
function twinOf(profile: ColumnProfile, columns: readonly ColumnProfile[]): ColumnProfile | undefined {
  const { column, semantics, distinct } = profile;
  if (semantics?.looksLike === 'category' || column.kind === 'boolean' || (distinct !== null && distinct < 2))
    return undefined;
  const words = new Set(wordsOf(column.name));
  const shared = ({ column: { name } }: ColumnProfile) => wordsOf(name).filter((word) => words.has(word)).length;
  const apart = ({ column: { ordinal } }: ColumnProfile) => Math.abs(ordinal - column.ordinal);
  const alike = columns.filter(
    (each) =>
      each !== profile &&
      each.column.type === column.type &&
      sortOf(each) === sortOf(profile) &&
      (each.distinct === null || each.distinct > 1),
  );
  return alike.toSorted((a, b) => shared(b) - shared(a) || apart(a) - apart(b))[0];
}

function sortOf({ semantics }: ColumnProfile): string {
  return semantics === undefined || semantics.looksLike === 'after' ? '' : semantics.looksLike;
}

function wordsOf(name: string): readonly string[] {
  return name.toLowerCase().split(/[^\p{L}\p{N}]+/u);
}
