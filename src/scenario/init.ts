import { splitReferences } from './secret-reference.ts';

/** What `faultline init` is told. */
export interface InitAnswers {
  /** Name of the project: small letters, digits and -. */
  readonly project: string;
  /** URL of the first target, its password as a reference. */
  readonly url: string;
}

/** Of a target that nobody has named yet. */
export const exampleUrl = 'postgres://faultline:${env:SHOP_PASSWORD}@localhost:5432/shop';

/** The files of a new project, by path relative to its folder. */
export function initFiles({ project, url }: InitAnswers): Readonly<Record<string, string>> {
  return {
    'faultline.yaml': projectFile(project, url),
    'scenarios/first.yaml': scenarioFile,
    '.github/workflows/faultline-plan.yml': workflowFile(url),
  };
}

function projectFile(project: string, url: string): string {
  return `# yaml-language-server: $schema=node_modules/faultline/schema/project.v1.json
apiVersion: faultline/v1
kind: Project

# Owner of the runs that are made from here. Apply touches no runs of other projects.
project: ${project}

targets:
  # The name that scenarios use.
  shop:
    # Passwords only as references: \${env:NAME} or \${file:/run/secrets/name}.
    url: ${JSON.stringify(url)}
    # development, test, staging or production.
    environment: development
    # Tables that no step may touch; * is a wildcard.
    protect: []
    # Most that one run may change.
    limits: {rows: 10000, fraction: 20%}

scenarios: [scenarios/**/*.yaml]

privacy:
  # How long the values before a change are kept after they were put back.
  keepSnapshots: 7 days
`;
}

const scenarioFile = `# yaml-language-server: $schema=../node_modules/faultline/schema/scenario.v1.json
apiVersion: faultline/v1
kind: Scenario
name: emails-vanish
description: The sync of the CRM loses one e-mail address in ten.
target: shop
# The next apply after this time takes everything back.
expires: 7 days
steps:
  # \`faultline catalog\` lists the anomalies, \`faultline inspect shop\` what your tables have.
  - id: emails
    anomaly: null-spike
    table: customers
    column: email
    # Without this line null-spike strikes the last complete day, where the table has a time column.
    during: all
    # Of the rows that have an e-mail address; a number of rows is fine as well.
    volume: 10%
`;

/** Where workflows find the action. No name on GitHub has two hyphens in a row: until it is set, it is nobody's. */
const action = 'your--organisation/faultline@v0.1.0';

/** Environment variables that a URL refers to, each once. */
export function variablesOf(url: string): readonly string[] {
  const names = splitReferences(url).flatMap((piece) =>
    'name' in piece && piece.scheme === 'env' ? [piece.name] : [],
  );
  return [...new Set(names)];
}

function workflowFile(url: string): string {
  const secrets = variablesOf(url).map((name) => `          ${name}: \${{ secrets.${name} }}\n`);
  return `# What a pull request would do to the data, as a comment on it. Nothing is changed.
name: Faultline plan
on:
  pull_request:
    paths: [faultline.yaml, 'scenarios/**', .github/workflows/faultline-plan.yml]

permissions:
  contents: read
  pull-requests: write # for the comment

concurrency:
  group: faultline-plan-\${{ github.event.pull_request.number }}
  cancel-in-progress: true

jobs:
  plan:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    steps:
      - uses: actions/checkout@v5
        with:
          persist-credentials: false
      # Where Faultline's repository is for you, at a release.
      - uses: ${action}
        with:
          command: plan
${secrets.length === 0 ? '' : `        env:\n${secrets.join('')}`}`;
}
