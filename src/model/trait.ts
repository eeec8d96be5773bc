/** What texts may look like, each of a column alike. */
export type TextForm =
  | 'e-mail'
  | 'uuid'
  | 'phone'
  | 'url'
  | 'ssn'
  | 'permanent id'
  | 'ip'
  | 'date as text'
  | 'number as text';

/**
 * What a column may be like beyond its type, as far as anomalies care; `any` is like every column. A `metric` is a measure that
 * is worth following over time, an `amount` a metric of money. Of a table as a whole: `series` has a time column, `rows` is like
 * every table.
 */
export type Trait =
  | 'any'
  | TextForm
  | 'text'
  | 'words'
  | 'beyond ASCII'
  | 'category'
  | 'many labels'
  | 'entity'
  | 'identifier'
  | 'foreign key'
  | 'all different'
  | 'filled'
  | 'room'
  | 'not last'
  | 'number'
  | 'spread'
  | 'measure'
  | 'money'
  | 'metric'
  | 'amount'
  | 'mostly above 0'
  | 'no negatives'
  | 'no zeros'
  | 'digits behind the point'
  | 'latitude'
  | 'total'
  | 'product'
  | 'factor'
  | 'determined'
  | 'twin'
  | 'moment'
  | 'main time'
  | 'load time'
  | 'follows'
  | 'series'
  | 'rows';

/** How well an anomaly suits what has a trait, 0 to 1: the best of its traits counts, and what has none of these is not offered. */
export type Fit = Readonly<Partial<Record<Trait, number>>>;

/**
 * What one column has to do with another one: it never lies before it in time (`follows`), is determined by it
 * (`determined by`), is the sum of it and others (`sum of`), is it times a third one (`product of`), or is multiplied with it
 * to make a third one (`factor beside`) which is that product (`factor of`), is of its type and of its sort (`twin of`), is the latitude to its longitude (`latitude of`).
 */
export type Relation =
  | 'follows'
  | 'determined by'
  | 'sum of'
  | 'product of'
  | 'factor beside'
  | 'factor of'
  | 'twin of'
  | 'latitude of';
