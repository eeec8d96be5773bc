import { catalog } from '../../anomaly/registry.ts';
import { FaultlineError } from '../../model/errors.ts';
import type { Inspection } from '../../model/inspection.ts';
import type { OfferList } from '../../model/offer-list.ts';
import { count } from '../../output/format-number.ts';
import { offersJson } from '../../output/offers-json.ts';
import { offersMarkdown } from '../../output/offers-markdown.ts';
import { offersText } from '../../output/offers-text.ts';
import { findColumn } from '../../plan/find-column.ts';
import { inspectTable } from '../../plan/inspect.ts';
import { writtenTable } from '../../plan/parse-table-name.ts';
import { readPlace, splitPlace } from '../../plan/read-place.ts';
import { documentText, inFormat } from '../choose-format.ts';
import type { Session } from '../session.ts';
import { openConnection, openProject } from '../workspace.ts';

export interface OfferOptions {
  /** A step of each, not of the best one alone. */
  readonly all?: boolean | undefined;
}

/**
 * The anomalies that suit one column, or one table as a whole, in order of fit, with a step to copy.
 * @param id nothing: one anomaly is explained by itself @throws INVALID_ARGUMENT
 */
export async function showOffers(
  session: Session,
  id: string | undefined,
  written: string,
  { all = false }: OfferOptions,
): Promise<number> {
  if (id !== undefined) {
    throw new FaultlineError('INVALID_ARGUMENT', 'the catalog explains one anomaly, or tells what suits --for', {
      hint: `Write faultline catalog ${id}, or faultline catalog --for ${written}. For a step: faultline add ${id} ${written}`,
    });
  }
  const project = await openProject(session);
  const place = readPlace(project, written);
  const connection = await openConnection(session, project, place.target, { readOnly: true });
  await connection.begin('read only');
  const { table, column } = await splitPlace(connection, place);
  const list = offersIn(await inspectTable(connection, catalog, table), place.target.name, column);
  const options = session.render([place.target]);
  session.write(
    inFormat(session.options.format, {
      text: () => offersText(catalog, list, all, options),
      json: () => documentText(offersJson(catalog, list)),
      markdown: () => offersMarkdown(catalog, list, all),
    }),
  );
  return 0;
}

/** @throws UNKNOWN_COLUMN */
function offersIn(inspection: Inspection, target: string, column: string | undefined): OfferList {
  const { table, rows } = inspection;
  const place = { target, table: table.name, written: writtenTable(table.name), column };
  if (column === undefined)
    return { ...place, title: `the table as a whole, ${count(rows, 'row')}`, offers: inspection.offers };
  const found = findColumn(table, column);
  const { semantics, offers } = inspection.columns.find((each) => each.column === found)!;
  const looks = semantics === undefined || semantics.looksLike === 'after' ? '' : `, looks like ${semantics.looksLike}`;
  return { ...place, title: `${found.type}${looks}`, offers };
}
