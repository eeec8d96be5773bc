import { choice } from '../../../anomaly/parameters.ts';
import type { Sql } from '../../../model/sql.ts';
import { sql } from '../../../sql/sql.ts';
import { parameters } from '../../parameters.ts';
import { decimalsParameter, latitudeParameter, longitudeParameter } from '../../semantic/degrees-parameters.ts';
import { countOf, degreesProblems, nthDegrees, type Degrees } from '../../semantic/degrees.ts';
import { defineType } from '../../value-type.ts';

export default defineType({
  id: 'geo_point',
  category: 'place',
  description: 'Points on the globe, as text; within a box of degrees each is as likely as any other.',
  examples: ['48.137154,11.576124', 'POINT(11.576124 48.137154)'],
  parameters: parameters({
    south: latitudeParameter(-90, 'The southernmost latitude.'),
    west: longitudeParameter(-180, 'The westernmost longitude.'),
    north: latitudeParameter(90, 'The northernmost latitude.'),
    east: longitudeParameter(180, 'The easternmost longitude.'),
    decimals: decimalsParameter,
    style: choice(['latlon', 'wkt', 'geojson'], {
      default: 'latlon',
      description:
        '`latlon`: latitude, comma, longitude; `wkt`: well-known text, longitude first; `geojson`: a Point of RFC 7946.',
    }),
  }),
  isOrdered: false,
  sqlType: () => 'VARCHAR',
  loadType: () => ({ type: 'text', length: 60 }),
  space: ({ with: box }) => countOf(latitudes(box)) * countOf(longitudes(box)),
  nth({ with: box }, n) {
    const across = countOf(longitudes(box));
    return written(box, sql`${n} // ${across}::bigint`, sql`${n} % ${across}::bigint`);
  },
  random(context) {
    const { with: box } = context;
    return written(
      box,
      context.below(countOf(latitudes(box)), 'latitude'),
      context.below(countOf(longitudes(box)), 'longitude'),
    );
  },
  problems: ({ with: box }) => [
    ...degreesProblems(latitudes(box), ['south', 'north']),
    ...degreesProblems(longitudes(box), ['west', 'east']),
  ],
});

interface Box {
  readonly south: number;
  readonly west: number;
  readonly north: number;
  readonly east: number;
  readonly decimals: number;
  readonly style: 'latlon' | 'wkt' | 'geojson';
}

function latitudes({ south, north, decimals }: Box): Degrees {
  return { from: south, to: north, decimals };
}

function longitudes({ west, east, decimals }: Box): Degrees {
  return { from: west, to: east, decimals };
}

/** @param latitude which of the box's latitudes, from 0 */
function written(box: Box, latitude: Sql, longitude: Sql): Sql {
  const [north, east] = [nthDegrees(latitudes(box), latitude), nthDegrees(longitudes(box), longitude)];
  switch (box.style) {
    case 'latlon':
      return sql`concat(${north}, ',', ${east})`;
    case 'wkt':
      return sql`concat('POINT(', ${east}, ' ', ${north}, ')')`;
    case 'geojson':
      return sql`concat('{"type":"Point","coordinates":[', ${east}, ',', ${north}, ']}')`;
  }
}
