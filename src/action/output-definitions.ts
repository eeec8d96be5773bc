/** Every output of the action with its description, in the order of action.yml, which is made of it by `npm run gen`. */
export const outputDefinitions = {
  'has-changes':
    'plan: whether apply would change anything; apply and rollback: whether anything was changed; recover: whether anything was left open. true or false; empty where the command never came so far, and for other commands.',
  'plan-file': 'plan: absolute path of the saved plan; empty without the input plan-file.',
  'run-ids':
    'Runs as a JSON array of their ids. apply: injected and taken back; rollback: taken back; recover: settled; status: active; labels: the one that was read.',
  'rows-affected':
    'Number of rows. plan: that apply would change or put back; apply: changed or put back; rollback: put back; status: of active runs; labels: labelled cells.',
  conflicts:
    'Number of rows that others changed since. plan: in runs that apply would take back; apply and rollback: left as others made them.',
  'labels-file': 'labels: absolute path of the file that was written.',
  'exit-code':
    'Exit code as of the command line: 0 done, 1 error, 3 invalid input or limit exceeded, 4 stale plan, 5 locked, 6 rollback conflict, 7 recovery needed, 130 interrupted. The step fails if it is not 0.',
  report: 'Absolute path of a file with the report, or with the errors, in the form of the input format.',
} as const satisfies Readonly<Record<string, string>>;

export type OutputName = keyof typeof outputDefinitions;
