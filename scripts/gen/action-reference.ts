import { type InputDefinition, inputDefinitions } from '../../src/action/input-definitions.ts';
import { outputDefinitions } from '../../src/action/output-definitions.ts';
import { code, markdownTable } from '../../src/output/markdown.ts';
import type { GeneratedFile } from './generated-file.ts';

/** What the action does of itself, besides its command. */
const behaviour = [
  '- The report is in the summary of the job, as a comment on the pull request (one for each workflow, job, command, project and target, brought up to date ever after), and in the file that the output `report` names.',
  '- Every problem is an annotation on its line of the scenario file. GitHub shows ten of a step; the summary lists more.',
  '- Changes never fail the step. It fails if `exit-code` is not 0.',
  '- A plan on a pull request says what merging it into its base branch would do. Its first line names the scenario files that differ from what was applied, apart from what is due whatever they say.',
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

/** Where workflows take the action from: `your--organisation/faultline` in the examples is nobody's. */
const hosting = [
  'The action needs no build where it is used: `action.yml` names `dist/action/main.js`, which is whole but for DuckDB, and reads its version and the versions of drivers from `package.json`. A repository that hosts it holds at its top, from one release:',
  '',
  '- `action.yml`',
  '- `dist/`, all of it',
  '- `package.json`',
  '',
  'Workflows take it by `uses: <owner>/<repository>@<commit>`, with all forty digits of the commit, and its release as a comment for people:',
  '',
  '```yaml',
  '- uses: your--organisation/faultline@3f2c1ab9d0e47c1f0a6b5d2e8f9a0b1c2d3e4f5a # v0.1.0',
  '```',
  '',
  'A tag can be moved to other code, a commit cannot. Of a private repository, Settings, Actions, General, Access says which repositories may use it. In a folder of the repository that uses it, say `tools/faultline`, it is `uses: ./tools/faultline`, after a step with `actions/checkout`.',
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
    '## Where to host it',
    hosting.join('\n'),
    '## Inputs',
    markdownTable(['input', 'meaning', 'default'], inputs).join('\n'),
    '## Outputs',
    markdownTable(['output', 'meaning'], outputs).join('\n'),
  ];
  return { path: 'docs/action.md', text: `${text.join('\n\n')}\n` };
}
