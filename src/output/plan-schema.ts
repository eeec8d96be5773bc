import { type TProperties, type TSchema, Type } from '@sinclair/typebox';
import type { JsonSchema } from '../model/anomaly.ts';
import { alterationSchema } from './alteration-schema.ts';
import { monitorNames, scoreUnits } from '../model/prediction.ts';
import { approvals, environments } from '../model/project.ts';
import { endReasons } from '../model/run.ts';

const strict = (properties: TProperties, description?: string) =>
  Type.Object(properties, { additionalProperties: false, ...(description === undefined ? {} : { description }) });
const nullable = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const words = (values: readonly string[], description?: string) =>
  Type.Unsafe<string>({ type: 'string', enum: [...values], ...(description === undefined ? {} : { description }) });
const text = (description?: string) => Type.String(description === undefined ? {} : { description });
const moment = (description: string) => Type.String({ description: `${description} ISO 8601 in UTC.` });
const rows = (description: string) => Type.Integer({ minimum: 0, description });

const effects = ['update', 'insert', 'delete', 'alter', 'file'];
const metrics = ['rows', 'nulls', 'distinct', 'mean', 'sd', 'max', 'freshness', 'sum'];
const keyOrigins = ['primary key', 'unique key', 'verified unique', 'given', 'row'];

const tableName = strict({ schema: text(), name: text() });

const window = strict(
  {
    from: Type.Optional(moment('Inclusive; absent where the window has no beginning.')),
    to: Type.Optional(moment('Exclusive; absent where the window has no end.')),
  },
  'A stretch of the time in the data.',
);

const frozen = strict(
  {
    key: strict({ columns: Type.Array(text()), origin: words(keyOrigins) }, 'The columns that identify a row.'),
    timeColumn: Type.Optional(text('The column that places a row in time.')),
    windows: Type.Optional(Type.Array(window, { description: 'One for each occurrence; absent = all of time.' })),
    statistics: Type.Record(text(), Type.Union([text(), Type.Array(text()), Type.Null()]), {
      description: 'Figures of the column before the change, as decimal text of 6 significant digits.',
    }),
    amplitude: Type.Optional(text("The amplitude that the plan chose, as decimal text in the anomaly's unit.")),
    volume: Type.Optional(
      Type.Union([strict({ percent: text() }), strict({ rows: rows('Rows.') })], {
        description: 'The volume that the plan chose.',
      }),
    ),
    eligible: rows('Rows that the effect would really change.'),
    rows: rows('Rows chosen: exactly this many.'),
    participants: Type.Optional(
      rows('Rows that were chosen, where some of them exchange values or are copied several times.'),
    ),
    quotas: Type.Optional(Type.Array(rows('Rows of one occurrence.'))),
    copies: Type.Optional(rows('Copies of each chosen row, at the most.')),
    now: Type.Optional(moment('The clock, where values depend on it.')),
    threshold: Type.Optional(Type.Integer({ description: 'Only rows whose draw is below it were looked at.' })),
    sweep: Type.Optional(
      strict(
        {
          below: Type.Optional(
            Type.Integer({ description: 'Of these only rows whose draw is below it; absent = all.' }),
          ),
        },
        'The step takes rows that arrive while it is active, too.',
      ),
    ),
  },
  'What the plan decided once; apply measures nothing again.',
);

const metricValues = strict({
  rows: rows('Rows.'),
  nulls: rows('Rows where the column is NULL.'),
  distinct: nullable(Type.Integer()),
  mean: nullable(text()),
  sd: nullable(text()),
  min: nullable(text()),
  max: nullable(text()),
  sum: nullable(text()),
  freshness: nullable(text('Last value of the time column.')),
});
const beforeAndAfter = strict({ before: metricValues, after: metricValues });

const series = strict(
  {
    metric: words(metrics),
    bucket: text('Length of one bucket of time.'),
    points: Type.Array(
      strict({ at: moment('Start of the bucket.'), before: nullable(Type.Number()), after: nullable(Type.Number()) }),
    ),
  },
  'The metric of the step for each bucket of time around its window.',
);

const prediction = strict({
  monitor: words(monitorNames, 'What it watches.'),
  tool: text('The tool and its check.'),
  unit: Type.Optional(
    words(
      scoreUnits,
      'z: standard deviations of the training set; percent: change from the bucket before; rows; hours; sd: Wasserstein distance in standard deviations of the column; distance: Jensen-Shannon distance.',
    ),
  ),
  score: Type.Optional(Type.Number({ description: 'What it would reckon after the step.' })),
  scoreBefore: Type.Optional(Type.Number({ description: 'The same without the step.' })),
  threshold: Type.Optional(Type.Number({ description: 'It fires beyond, on either side for z and percent.' })),
  fires: Type.Boolean(),
  firesBefore: Type.Boolean({ description: 'It fires without the step, too.' }),
  why: text('What was compared.'),
});

const sample = strict({
  symbol: words(['+', '~', '-', '!'], '+ insert, ~ update, - delete, ! alter.'),
  key: Type.Array(nullable(text()), { description: 'Values of the key, masked; null where only apply knows them.' }),
  cells: Type.Array(
    strict({ column: text(), before: Type.Optional(nullable(text())), after: Type.Optional(nullable(text())) }),
    { description: 'Values before and after, masked; null is NULL, absent means that the row is not there.' },
  ),
});

const plannedStep = strict({
  id: text(),
  anomaly: text('Its id in the catalog.'),
  placebo: Type.Optional(Type.Boolean({ description: 'The benign near miss instead of the anomaly itself.' })),
  effect: words(effects),
  table: tableName,
  column: Type.Optional(text('The subject; absent for anomalies of whole rows.')),
  frozen,
  tableRows: rows('Rows of the table before the step.'),
  referenced: Type.Optional(rows('Eligible rows left out because others refer to them.')),
  which: Type.Array(text(), { description: 'Which rows, in words.' }),
  volume: Type.Optional(text('The volume in words: "10 %", "500 rows".')),
  amplitude: Type.Optional(text('The amplitude in words: "8 sd".')),
  alteration: Type.Optional(alterationSchema),
  columnType: Type.Optional(text("The subject's type.")),
  metric: words(metrics, 'The figure that shows the effect.'),
  measure: Type.Optional(
    strict(
      {
        column: Type.Optional(text('Absent for a number of rows.')),
        aggregate: words(['sum', 'avg', 'count'] as const),
        time: Type.Optional(text('The time column, where the file names one.')),
      },
      'The metric that the step moves.',
    ),
  ),
  metrics: Type.Optional(strict({ table: beforeAndAfter, window: beforeAndAfter })),
  series: Type.Optional(series),
  predictions: Type.Optional(
    Type.Array(prediction, {
      description: 'What standard monitors would see of the step, as they are set by default; the digest is not of it.',
    }),
  ),
  samples: Type.Array(sample),
  digest: text('Digest of the chosen rows; apply compares it.'),
  schemaDigest: text('SHA-256 of the columns and types of the table.'),
  warnings: Type.Array(text()),
});

const active = strict(
  { run: text(), appliedAt: moment('When it was applied.'), rows: rows('Rows it changed.') },
  'The run that is active now.',
);
const conflicts = rows('Rows of the active run that others changed since.');
const isRebuilt = Type.Optional(
  Type.Boolean({ description: 'Others dropped its tables or made them anew: nothing is left to take back.' }),
);
const endReason = words(endReasons, 'Why the active run will have ended.');
const standing = strict(
  {
    intact: rows('As the run left them.'),
    restored: rows('Already as before the run.'),
    conflicting: rows('Changed by others since.'),
    gone: rows('No longer there.'),
  },
  'How the rows of the active run stand.',
);
const limits = strict({
  rows: Type.Optional(rows('Most rows of one run.')),
  fraction: Type.Optional(Type.Number({ minimum: 0, maximum: 1, description: "Highest share of a table's rows." })),
});

const action = Type.Union([
  scenarioAction('inject', injected()),
  scenarioAction('replace', { ...injected(), endReason, active, conflicts, isRebuilt }),
  scenarioAction('heal', { endReason, active, conflicts, isRebuilt }),
  scenarioAction('keep', { active, standing }),
  scenarioAction('hold', {}),
  scenarioAction('wait', {
    preview: Type.Optional(
      Type.Array(Type.Unsafe<unknown>({ $ref: '#/definitions/step' }), {
        description: 'What a slot would do to the data as they are now; absent where the file has run as it is.',
      }),
    ),
  }),
  scenarioAction('leave', { active }),
]);

const target = strict({
  target: text('Its name in the project file.'),
  environment: words(environments),
  approval: Type.Optional(
    Type.Unsafe<(typeof approvals)[number]>({
      enum: approvals,
      description: 'What the target said of it when the plan was made; absent = exact.',
    }),
  ),
  server: strict({ product: text(), version: text(), database: text() }),
  actions: Type.Array(action),
  nextDue: Type.Optional(moment('When apply next has something to do though no file changes; absent = never.')),
  absences: Type.Optional(
    Type.Array(strict({ scenario: text(), target: text(), reason: text('Why it is left out.') }), {
      description: 'Scenarios left out here, since an optional role is not bound.',
    }),
  ),
  warnings: Type.Array(text()),
});

const failure = strict({
  target: text('Its name in the project file.'),
  problems: Type.Array(
    strict({
      code: text('A stable code, of those in the reference of commands.'),
      message: text(),
      place: Type.Optional(strict({ file: text(), line: Type.Integer(), column: Type.Integer() })),
      hint: Type.Optional(text('The way out.')),
    }),
    { minItems: 1 },
  ),
  scenarios: Type.Optional(Type.Array(text(), { description: 'Names of the scenarios that are for it.' })),
});

const plan = strict(
  {
    formatVersion: Type.Literal(1),
    faultline: text('Version of Faultline that made the plan.'),
    project: text(),
    origin: strict(
      {
        repository: text(),
        ref: text('Branch or tag; empty outside of git.'),
        commit: text(),
        hasLocalChanges: Type.Optional(Type.Literal(true, { description: 'YAML files differ from the commit.' })),
        directory: text('Folder of the project file in the repository.'),
      },
      'Where the scenario files come from.',
    ),
    now: moment('The frozen clock.'),
    targets: Type.Array(target),
    failures: Type.Optional(Type.Array(failure, { description: 'Targets that could not be planned.' })),
    warnings: Type.Optional(
      Type.Array(text(), { description: 'What to know of the project as a whole; the digest is not of it.' }),
    ),
    digest: text('SHA-256 of all the above as canonical JSON: an edited plan is refused.'),
  },
  'What faultline apply would do: the document of faultline plan --format json and --out.',
);

/** The plan as a JSON document, format version 1 (JSON Schema draft-07). */
export const planSchema: JsonSchema = { ...plan, definitions: { step: plannedStep } };

function scenarioAction(name: string, properties: TProperties): TSchema {
  return strict({
    action: Type.Literal(name),
    scenario: text(),
    path: text('The scenario file, relative to the project file.'),
    description: Type.Optional(text("As the scenario's file has it.")),
    fileChange: Type.Optional(
      words(
        ['new', 'changed', 'removed'],
        'How the file differs from the one applied last in this target; absent where it does not.',
      ),
    ),
    reason: text('Why this action.'),
    schedule: Type.Optional(
      strict({
        cron: text(),
        timezone: text('Whose clock cron means.'),
        next: Type.Array(moment('Due time.'), { description: 'The next slots, at most five.' }),
      }),
    ),
    ...properties,
  });
}

function injected(): TProperties {
  return {
    fingerprint: text('SHA-256 of the scenario with its defaults.'),
    slot: Type.Optional(moment('Due time of the slot; absent without a schedule.')),
    expiresAt: Type.Optional(moment('When apply takes it back, if it is applied now.')),
    limits: Type.Optional(limits),
    fileDiff: Type.Optional(text("How the scenario's file differs from the one applied last, as a unified diff.")),
    steps: Type.Array(Type.Unsafe<unknown>({ $ref: '#/definitions/step' })),
  };
}
