import { type TProperties, type TSchema, Type } from '@sinclair/typebox';
import type { JsonSchema } from '../model/anomaly.ts';

const strict = (properties: TProperties, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description === undefined ? {} : { description }) });
const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const words = (values: readonly string[], description: string) =>
  Type.Unsafe<string>({ type: 'string', enum: [...values], description });
const text = (description?: string) => Type.String(description === undefined ? {} : { description });
const moment = (description: string) => Type.String({ description: `${description} ISO 8601 in UTC.` });
const rows = (description: string) => Type.Integer({ minimum: 0, description });

const tableName = strict({ schema: text(), name: text() });

const comparison = Type.Union(
  [
    Type.Literal('unknown', { description: 'The snapshot was dropped before, or one that it needs of a run beneath.' }),
    strict({
      asBefore: rows('As before the run.'),
      asRun: rows('As the run had left them: skipped by the rollback, or made so again by others.'),
      changed: rows('Changed since by others, or by the rollback of an earlier run.'),
      gone: rows('No longer there.'),
    }),
  ],
  { description: 'How the rows stand, by the snapshot. Rows that an earlier step of the run changed too count there.' },
);

const step = strict({
  step: text('Its id in the scenario file.'),
  anomaly: text('Its id in the catalog.'),
  effect: words(['update', 'insert', 'delete', 'alter', 'file'], 'What it did to rows, or to the table.'),
  table: tableName,
  rows: rows('Rows that it changed.'),
  comparison,
});

const run = strict({
  run: text('Its id in the ledger.'),
  project: text('Its owner.'),
  scenario: text(),
  target: text('The target that it was applied to.'),
  path: text('The scenario file, relative to the project file.'),
  origin: strict(
    { repository: text(), ref: text(), commit: text(), directory: text() },
    'Where the scenario file came from.',
  ),
  actor: text('Who applied it.'),
  state: words(['prepared', 'altering', 'applied', 'rolled back', 'healed'], 'What had become of it.'),
  endReason: nullable(text('Why it ended.')),
  preparedAt: moment('When it was written down.'),
  appliedAt: nullable(moment('When it was applied.')),
  endedAt: nullable(moment('When it was taken back.')),
  rows: rows('Rows that it changed in all.'),
  fingerprint: text('SHA-256 of the scenario with its defaults.'),
  planDigest: text('Digest of the plan that it carried out.'),
  steps: Type.Array(step),
});

const table = strict({
  table: tableName,
  isThere: Type.Boolean({ description: 'False where it is gone.' }),
  rows: rows('Rows at that time.'),
  checksum: text('Digest of all rows, whatever their order; comparable on one server only.'),
  columns: Type.Array(strict({ name: text(), type: text() }), { description: 'What the checksum is of, in order.' }),
});

const certificate = strict(
  {
    formatVersion: Type.Literal(1),
    kind: Type.Literal('PurgeCertificate'),
    faultline: text('Version of Faultline that wrote it.'),
    project: text('The project that purged.'),
    target: text('Its name in the project file.'),
    server: strict({ product: text(), version: text(), database: text() }),
    ledgerSchema: text('Where the ledger was.'),
    at: moment('When the target was looked at.'),
    actor: text('Who purged.'),
    runs: Type.Array(run, { description: 'Every run that the ledger held, in the order of application.' }),
    tables: Type.Array(table, { description: 'Every table that one of them touched.' }),
    digest: text('SHA-256 of all the above as canonical JSON: `faultline purge --verify` refuses an edited one.'),
  },
  'What faultline purge leaves behind: the document of --certificate and of --format json.',
);

/** The certificate of a purge, format version 1 (JSON Schema draft-07). */
export const certificateSchema: JsonSchema = certificate;
