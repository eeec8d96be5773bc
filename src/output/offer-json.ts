import type { Offer } from '../model/inspection.ts';

/** An anomaly that suits, as part of a document; `with` holds what a step of it has to name besides. */
export function offerJson({ anomaly, fit, because, others }: Offer): object {
  return { anomaly, fit, because, with: others };
}
