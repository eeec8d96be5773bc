import type { Command } from 'commander';
import type { PlanOptions } from '../commands/plan.ts';
import type { RollbackSqlOptions } from '../commands/rollback-sql.ts';
import type { PurgeOptions } from '../commands/purge.ts';
import type { WatchOptions } from '../commands/watch.ts';
import {
  type Run,
  type Targets,
  withTargets,
  withLock,
  withConflicts,
  withUrl,
  collect,
  port,
} from './shared-options.ts';

/** Commands that plan a change, make it, and take it back. */
export function declareChanging(program: Command, run: Run): void {
  withTargets(program.command('plan'))
    .argument('[paths...]', 'scenario files, folders or globs; default: all')
    .description('the dry-run diff; writes nothing in the target')
    .option('--out <file>', 'save the plan, for apply: plan.json; with --sql the script')
    .option('--sql', "the statements that apply would run, as a script for the database's own client")
    .option('--base <branch>', 'what merging these files into this branch would do; in a pull request it is known')
    .option('--detailed-exitcode', 'exit code 2 where there are changes')
    .option('--prune', 'heal what other branches or repositories of this project applied and no longer have')
    .action(
      run(async (session, paths: string[], { sql, ...options }: PlanOptions & { sql?: boolean }) =>
        sql === true
          ? (await import('../commands/plan-sql.ts')).planSql(session, paths, options)
          : (await import('../commands/plan.ts')).plan(session, paths, options),
      ),
    );
  withConflicts(withLock(withTargets(program.command('apply'))))
    .argument('[paths...]', 'scenario files, folders or globs (default: all), or a saved plan')
    .description('converge targets to the scenario files')
    .option('--auto-approve', 'do not ask')
    .option('--allow-production <target>', 'change this production target; its name typed out', collect, [])
    .option('--prune', 'heal what other branches or repositories of this project applied and no longer have')
    .action(
      run(async (session, paths: string[], options) =>
        (await import('../commands/apply.ts')).apply(session, paths, options),
      ),
    );
  withConflicts(withLock(withTargets(program.command('watch'))))
    .argument('[paths...]', 'scenario files, folders or globs; default: all')
    .description('apply now, at each due time and when files change, until it is ended')
    .option('--auto-approve', 'required: nobody is asked')
    .option('--allow-production <target>', 'change this production target; its name typed out', collect, [])
    .option(
      '--health-port <port>',
      'answer GET on this port: /healthz is 503 while a target has failed for more than five minutes, /readyz also until each target has had its first round; /status tells of every target',
      port,
    )
    .option('--health-host <host>', 'where to listen', '127.0.0.1')
    .action(
      run(async (session, paths: string[], options: WatchOptions) =>
        (await import('../commands/watch.ts')).watch(session, paths, options),
      ),
    );
  withUrl(withConflicts(withLock(withTargets(program.command('rollback')))))
    .argument('[what]', 'a run or a scenario')
    .description('take back; the scenario is then held')
    .option('--all', 'everything that is active')
    .option('--sql', "take nothing back: the statements, as a script for the database's own client")
    .option('--out <file>', 'save the script, with --sql')
    .action(
      run(async (session, what: string | undefined, { sql, ...options }: RollbackSqlOptions & { sql?: boolean }) =>
        sql === true
          ? (await import('../commands/rollback-sql.ts')).rollbackSql(session, what, options)
          : (await import('../commands/rollback.ts')).rollback(session, what, options),
      ),
    );
  withTargets(program.command('resume'))
    .argument('<scenario>')
    .description('end the hold of a scenario')
    .action(
      run(async (session, scenario: string, options: Targets) =>
        (await import('../commands/resume.ts')).resume(session, scenario, options),
      ),
    );
  withLock(withTargets(program.command('recover')))
    .description('settle runs that a crash left open')
    .action(
      run(async (session, options: Targets & { lockTimeout: number }) =>
        (await import('../commands/recover.ts')).recover(session, options),
      ),
    );
  withLock(program.command('purge'))
    .argument('[target]', 'a target; with --verify it may be left out')
    .description('drop the ledger and every snapshot once nothing is active, with a certificate')
    .option('--yes <target>', 'do not ask; the name of the target typed out')
    .option('--certificate <file>', 'write the certificate, a JSON document')
    .option('--all-projects', 'also where other projects have ended runs in this ledger')
    .option('--verify <certificate>', 'check a certificate, and the tables of the target where one is named')
    .action(
      run(async (session, target: string | undefined, { verify, ...options }: PurgeOptions & { verify?: string }) => {
        if (verify !== undefined)
          return (await import('../commands/verify-certificate.ts')).verifyCertificate(session, verify, target);
        return (await import('../commands/purge.ts')).purge(session, target, options);
      }),
    );
}
