/** One input of the action, as action.yml documents it. */
export interface InputDefinition {
  readonly description: string;
  /** Default: the empty string, which stands for "not given". */
  readonly default?: string;
  readonly required?: boolean;
}

/** What the action can do. */
export const actionCommands = ['validate', 'plan', 'apply', 'rollback', 'recover', 'status', 'labels'] as const;
export type ActionCommand = (typeof actionCommands)[number];

/** Every input of the action, in the order of action.yml, which is made of it by `npm run gen`. */
export const inputDefinitions = {
  command: {
    description: `What to do: ${actionCommands.join(', ')}. Changes that a plan finds never fail the step; errors do.`,
    required: true,
  },
  scenarios: {
    description:
      'Scenario files, folders or globs, one on each line; validate, plan and apply. None: all scenarios of the project. A removed file heals its data only where all are meant.',
  },
  config: {
    description: 'Folder of faultline.yaml, or one below it, from working-directory.',
    default: '.',
  },
  target: {
    description: 'Targets by name or glob, one on each line. None: all targets of faultline.yaml.',
  },
  'plan-file': {
    description:
      'A path that ends in .json, from working-directory. plan saves the plan there, to be kept as an artifact; apply carries out exactly that plan, and its review is the approval. With it apply takes neither scenarios nor target.',
  },
  'auto-approve': {
    description: 'true: apply needs no saved plan. Without it and without plan-file apply changes nothing.',
    default: 'false',
  },
  'allow-production': {
    description: 'Names of the targets with environment production that apply may change, one on each line.',
  },
  prune: {
    description: 'true: plan and apply also heal what other branches or repositories of this project applied.',
    default: 'false',
  },
  run: {
    description: 'rollback and labels: a run or a scenario.',
  },
  all: {
    description: 'true: rollback takes back everything that is active.',
    default: 'false',
  },
  'on-conflict': {
    description:
      'What apply and rollback do with rows that others changed and that are to be taken back: abort, skip, merge or force.',
    default: 'abort',
  },
  'lock-timeout': {
    description: 'Seconds to wait for another Faultline, or for rows that others hold.',
    default: '30',
  },
  concurrency: {
    description: 'How many targets are worked on at once; of one server never more than four.',
    default: '10',
  },
  'labels-file': {
    description:
      'labels: the file to write, from working-directory. Default: labels with the ending of labels-format in the temporary folder of the job.',
  },
  'labels-format': {
    description: 'labels: csv, jsonl or parquet. Default: what the ending of labels-file says, else csv.',
  },
  format: {
    description: 'Form of the file that the output report names: markdown, text or json.',
    default: 'markdown',
  },
  'log-level': {
    description:
      'Least important events to log: debug, info, warn, error or silent. Default: info; debug where the run has debug logging switched on.',
  },
  comment: {
    description:
      'true: write the report as a comment on the pull request that the workflow runs for, and bring that comment up to date ever after. Takes the permission pull-requests: write; without it a warning is all that happens.',
    default: 'true',
  },
  'working-directory': {
    description: 'Folder that paths start from, from the top of the workspace.',
    default: '.',
  },
  'github-token': {
    description: 'Token that the comment is written with.',
    default: '${{ github.token }}',
  },
} as const satisfies Readonly<Record<string, InputDefinition>>;

export type InputName = keyof typeof inputDefinitions;
