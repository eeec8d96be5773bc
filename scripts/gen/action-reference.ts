import { type InputDefinition, inputDefinitions } from '../../src/action/input-definitions.ts';
import { outputDefinitions } from '../../src/action/output-definitions.ts';
import { code, markdownTable } from '../../src/output/markdown.ts';
import type { GeneratedFile } from './generated-file.ts';

/** What the action does of itself, besides its command. */
const behaviour = [
  '- The report is in the summary of the job, as a comment on the pull request (one for each workflow, job, command, project and target, brought up to date ever after), and in the file that the output `report` names.',
  '- Every problem is an annotation on its line of the scenario file. GitHub shows ten of a step; the summary lists more.',
  '- Changes never fail the step. It fails if `exit-code` is not 0.',
  '- A plan on a pull request says what merging it into its base branch would do.',
  '- Pull requests of forks and of Dependabot get no secrets from GitHub: where that is all that is missing, `plan` validates the files, says so, and does not fail. Keep to `pull_request`; `pull_request_target` hands secrets to files that nobody has reviewed.',
  '- Secrets come by `env:` of the step and `${env:NAME}` in faultline.yaml. Each one is masked in the log, and is in no report.',
  '- A cancelled step stops the running statement, undoes its transaction and leaves no lock; a step that the runner kills leaves a run that `command: recover` settles.',
  '- Drivers are part of the action, but for DuckDB, whose package holds machine code: it is used from where the step works, or else installed by npm into the tool cache, at the version that Faultline is made for.',
];

const permissions = [
  '```yaml',
  'permissions:',
  '  contents: read',
  '  pull-requests: write # for the comment; without it there is a warning in its place',
  '```',
];

/** `docs/action.md`: the action for readers. */
export function actionReference(): GeneratedFile {
  const inputs = Object.entries<InputDefinition>(inputDefinitions).map(
    ([name, { description, default: value = '' }]) => [code(name), description, value === '' ? '' : code(value)],
  );
  const outputs = Object.entries(outputDefinitions).map(([name, description]) => [code(name), description]);
  const text = [
    '# The GitHub Action',
    'Made from `src/action/input-definitions.ts` and `src/action/output-definitions.ts` by `npm run gen`. Workflows to start from are in `examples/workflows`: a plan on each pull request, apply of the reviewed plan after the merge, an hourly apply for schedules and expiry, and a button that takes back.',
    behaviour.join('\n'),
    permissions.join('\n'),
    '## Inputs',
    markdownTable(['input', 'meaning', 'default'], inputs).join('\n'),
    '## Outputs',
    markdownTable(['output', 'meaning'], outputs).join('\n'),
  ];
  return { path: 'docs/action.md', text: `${text.join('\n\n')}\n` };
}
