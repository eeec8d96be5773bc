/** What `faultline init` is told. */
export interface InitAnswers {
  /** Name of the project: small letters, digits and -. */
  readonly project: string;
  /** URL of the first target, its password as a reference. */
  readonly url: string;
}

/** The files of a new project, by path relative to its folder. */
export function initFiles({ project, url }: InitAnswers): Readonly<Record<string, string>> {
  return {
    'faultline.yaml': projectFile(project, url),
    'scenarios/first.yaml': scenarioFile,
    '.github/workflows/faultline.yml': workflowFile,
  };
}

function projectFile(project: string, url: string): string {
  return `apiVersion: faultline/v1
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

const scenarioFile = `apiVersion: faultline/v1
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
    # Of the rows that have an e-mail address; a number of rows is fine as well.
    volume: 10%
`;

const workflowFile = `name: Faultline
on:
  pull_request:
    paths: [faultline.yaml, scenarios/**, .github/workflows/faultline.yml]

permissions:
  contents: read

jobs:
  validate:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
      - uses: actions/setup-node@v5
        with:
          node-version: 24
      - run: npx --yes faultline validate
`;
