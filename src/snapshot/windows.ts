import type { Duration } from '../model/duration.ts';
import { FaultlineError } from '../model/errors.ts';
import type { Window } from '../model/plan.ts';
import type { During, Instant, Step } from '../model/scenario.ts';
import { bucketStart, formatInstant, parseInstant, shift, type Microseconds } from './instant.ts';

/** More windows than this make a query that no reviewer reads. */
const mostOccurrences = 1000;

/** First and last value of the time column, `latest` never later than `now`; undefined in an empty table. */
export interface TimeBounds {
  readonly first: Microseconds | undefined;
  readonly latest: Microseconds | undefined;
  readonly now: Microseconds;
}

/** The window of a step that names none: its length, whether it has no end, and how long before the last completed bucket it ends. */
export interface Fallback {
  readonly length: Duration;
  readonly isOpen: boolean;
  readonly ago?: Duration | undefined;
}

/**
 * The windows of a step, one for each occurrence.
 * @param fallback of a step that names none
 * @returns an empty list where the time column has no value to reckon from
 * @throws INVALID_VALUE where the window is empty or has too many occurrences
 */
export function resolveWindows(step: Step, bounds: TimeBounds, fallback: Fallback): readonly Window[] {
  const span = resolveSpan(step, bounds, fallback);
  if (span === undefined) return [];
  const { from, to } = span;
  if (step.frequency === undefined) {
    const end =
      step.during !== undefined && step.duration !== undefined
        ? earlier(shift(from, 1, step.duration, step.bucket), to)
        : to;
    return [window(from, end)];
  }
  // `latest` itself is inside.
  const last = to ?? (bounds.latest === undefined ? from : bounds.latest + 1n);
  const windows: Window[] = [];
  for (let start = from; start < last; start = shift(from, 1, times(step.frequency, windows.length), step.bucket)) {
    windows.push(window(start, earlier(shift(start, 1, step.duration ?? step.frequency, step.bucket), last)));
    if (windows.length > mostOccurrences) {
      throw new FaultlineError('INVALID_VALUE', `step "${step.id}" has more than ${mostOccurrences} occurrences`, {
        hint: 'Make its frequency longer or its window shorter.',
      });
    }
  }
  return windows;
}

/** Windows with an end, cut where buckets begin: the first and the last part of each may be less than one. @throws INVALID_VALUE where there are too many */
export function bucketsOf(windows: readonly Window[], { id, bucket }: Step): readonly Window[] {
  const parts: Window[] = [];
  for (const { from, to } of windows) {
    const end = parseInstant(to!)!;
    let start = parseInstant(from!)!;
    while (start < end) {
      const next = earlier(shift(bucketStart(start, bucket), 1, { amount: 1, unit: 'bucket' }, bucket), end);
      parts.push(window(start, next));
      if (parts.length > mostOccurrences)
        throw new FaultlineError('INVALID_VALUE', `step "${id}" has more than ${mostOccurrences} buckets`, {
          hint: 'Make its window shorter, or its `bucket` longer.',
        });
      start = next;
    }
  }
  return parts;
}

interface Span {
  readonly from: Microseconds;
  readonly to: Microseconds | undefined;
}

function resolveSpan(step: Step, bounds: TimeBounds, fallback: Fallback): Span | undefined {
  const during = step.during;
  if (during === undefined) {
    const span = lastBuckets(fallback.length, step, bounds);
    if (span && fallback.ago) return moved(span, fallback.ago, step);
    return span && fallback.isOpen ? { from: span.from, to: undefined } : span;
  }
  if (during === 'all') return bounds.first === undefined ? undefined : { from: bounds.first, to: undefined };
  if ('last' in during) return lastBuckets(during.last, step, bounds);
  return between(during, step, bounds);
}

/** The stretch that ends with the last completed bucket: the latest value's own one if it lies in the past as a whole. */
function lastBuckets(length: Duration, step: Step, bounds: TimeBounds): Span | undefined {
  if (bounds.latest === undefined) return undefined;
  const start = bucketStart(bounds.latest, step.bucket);
  const end = shift(start, 1, { amount: 1, unit: 'bucket' }, step.bucket);
  const to = end <= bounds.now ? end : start;
  return { from: shift(to, -1, length, step.bucket), to };
}

function moved(span: Span, ago: Duration, step: Step): Span {
  const earlier = (at: Microseconds) => shift(at, -1, ago, step.bucket);
  return { from: earlier(span.from), to: span.to && earlier(span.to) };
}

function between(during: Extract<During, { from?: unknown }>, step: Step, bounds: TimeBounds): Span | undefined {
  const from = during.from === undefined ? bounds.first : resolveInstant(during.from, step, bounds);
  if (from === undefined) return undefined;
  if (during.to === undefined) return { from, to: undefined };
  const to = resolveInstant(during.to, step, bounds);
  if (to === undefined) return undefined;
  // `latest` itself is inside: the end is exclusive, so it moves by the smallest step that time columns have.
  const end = during.to.anchor === 'latest' && during.to.offset === undefined ? to + 1n : to;
  if (end <= from) {
    throw new FaultlineError(
      'INVALID_VALUE',
      `step "${step.id}" has an empty window: ${formatInstant(from)} to ${formatInstant(to)}`,
      {
        hint: 'Let `during.from` be before `during.to`.',
      },
    );
  }
  return { from, to: end };
}

function resolveInstant(instant: Instant, step: Step, bounds: TimeBounds): Microseconds | undefined {
  const anchor = typeof instant.anchor === 'object' ? parseInstant(instant.anchor.iso) : bounds[instant.anchor];
  if (anchor === undefined || instant.offset === undefined) return anchor;
  return shift(anchor, instant.offset.sign, instant.offset.duration, step.bucket);
}

function window(from: Microseconds, to: Microseconds | undefined): Window {
  return { from: formatInstant(from), ...(to !== undefined && { to: formatInstant(to) }) };
}

function earlier(end: Microseconds, limit: Microseconds | undefined): Microseconds {
  return limit !== undefined && limit < end ? limit : end;
}

function times(duration: Duration, count: number): Duration {
  return { amount: duration.amount * count, unit: duration.unit };
}
