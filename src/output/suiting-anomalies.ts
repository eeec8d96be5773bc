import type { Inspection, Offer } from '../model/inspection.ts';
import { labelled, type LabelledLayout } from './labelled.ts';
import { printable } from './printable.ts';
import { subjectText } from './subject-text.ts';
import { width as widthOf } from './width.ts';

/** Anomalies that are named for each column. */
const shown = 4;

/** The anomalies that suit an inspected table and each of its columns best, and the commands that lead on. @param target its name */
export function suitingAnomalies(inspection: Inspection, target: string, layout: LabelledLayout): readonly string[] {
  const { table, columns, offers } = inspection;
  const places = [
    { label: 'the table', column: undefined, offers },
    ...columns.map((each) => ({ label: printable(each.column.name), column: each.column.name, offers: each.offers })),
  ].filter((place) => place.offers.length > 0);
  const [best] = places.toSorted((left, right) => right.offers[0]!.fit - left.offers[0]!.fit);
  if (best === undefined) return [];
  const labelWidth = Math.max(...places.map(({ label }) => widthOf(label))) + 3;
  const lines = places.flatMap((place) =>
    labelled(place.label, bestOf(place.offers), { ...layout, indent: 2, labelWidth }, layout.style.name),
  );
  const subject = subjectText(target, table.name, best.column);
  return [
    '',
    'Anomalies that suit best:',
    ...lines,
    '',
    `All of them: ${layout.style.name(`faultline catalog --for ${subject}`)}`,
    `Next:        ${layout.style.name(`faultline add ${best.offers[0]!.anomaly} ${subject}`)}`,
  ];
}

function bestOf(offers: readonly Offer[]): string {
  const names = offers.slice(0, shown).map(({ anomaly }) => anomaly);
  const others = offers.length - names.length;
  return `${names.join(', ')}${others === 0 ? '' : ` +${others}`}`;
}
