import { catalog } from '../../anomaly/registry.ts';
import { FaultlineError } from '../../model/errors.ts';
import { anomalyText } from '../../output/anomaly-text.ts';
import { anomalyJson, catalogJson } from '../../output/catalog-json.ts';
import { catalogText } from '../../output/catalog-text.ts';
import { didYouMean } from '../../scenario/nearest.ts';
import { documentText, inFormat } from '../choose-format.ts';
import type { Session } from '../session.ts';

/** The anomaly types, or one of them in full. */
export async function showCatalog(session: Session, id: string | undefined): Promise<number> {
  const options = session.render([]);
  const anomaly = id === undefined ? undefined : catalog.get(id);
  if (id !== undefined && anomaly === undefined) {
    throw new FaultlineError('UNKNOWN_ANOMALY', `no anomaly "${id}"`, {
      hint: didYouMean(id, catalog.keys(), 'anomalies'),
    });
  }
  session.write(
    inFormat(session.options.format, {
      text: () => (anomaly ? anomalyText(anomaly, options) : catalogText(catalog, options)),
      json: () => documentText(anomaly ? anomalyJson(anomaly) : catalogJson(catalog)),
    }),
  );
  return 0;
}
