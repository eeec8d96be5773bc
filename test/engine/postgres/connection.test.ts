import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Connection } from '../../../src/model/engine.ts';
import { FaultlineError } from '../../../src/model/errors.ts';
import { raw } from '../../../src/sql/sql.ts';
import { administer, createPostgresDatabase, type TestDatabase } from '../../support/engines.ts';
import { rows, run } from '../../support/statements.ts';

describe('a connection to PostgreSQL', () => {
  let database: TestDatabase;
  let connection: Connection;

  beforeAll(async () => {
    database = await createPostgresDatabase();
    connection = await database.connect();
    await run(
      connection,
      'create table customers (id integer primary key deferrable initially deferred, total integer)',
      'insert into customers values (1, 1), (2, 2)',
    );
  });
  afterAll(() => database.drop());

  const changed = (change: (url: URL) => void): string => {
    const url = new URL(database.url);
    change(url);
    return url.href;
  };
  const session = async (of: Connection): Promise<string> =>
    String(await rows(of, 'select cast(pg_backend_pid() as text) as id').then(([row]) => row?.['id']));

  it.for([
    ['a wrong password', { password: 'wrong-s3cret' }, 'AUTHENTICATION_FAILED', /password/],
    ['no password', { password: '' }, 'AUTHENTICATION_FAILED', /password/],
    ['an unknown user', { username: 'nobody' }, 'AUTHENTICATION_FAILED', /nobody/],
    ['an unknown database', { pathname: '/nowhere' }, 'CONNECTION_FAILED', /nowhere/],
    ['a port where nothing listens', { port: '1' }, 'CONNECTION_FAILED', /nothing listens/],
    ['an unknown host', { hostname: 'shop.invalid' }, 'CONNECTION_FAILED', /host name/],
    ['encryption that the server does not offer', { search: 'sslmode=verify-full' }, 'CONNECTION_FAILED', /encrypted/],
  ] as const)('explains %s without showing a secret', async ([what, change, code, message], { skip }) => {
    const error: unknown = await database
      .connect({ url: changed((url) => Object.assign(url, change)) })
      .catch((failure: unknown) => failure);
    skip(what.includes('password') && !(error instanceof Error), 'the server that was given trusts everybody');
    expect(error).toMatchObject({ code, message: expect.stringMatching(message), hint: expect.any(String) });
    expect(String(error)).not.toMatch(/wrong-s3cret|faultline-test|:\/\//);
  });

  it.each(['postgres://user:s3cret@:x/y', 'postgres://user:s3c%ret@127.0.0.1/x'])(
    'explains a URL that cannot be read',
    async (url) => {
      const error: unknown = await database.connect({ url, connectTimeout: 1 }).catch((failure: unknown) => failure);
      expect(error).toBeInstanceOf(FaultlineError);
      expect(error).toMatchObject({ code: 'CONNECTION_FAILED' });
      expect(String(error)).not.toMatch(/s3c/);
    },
  );

  it('gives up on a server that never answers', async () => {
    const silent: Server = createServer();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    await expect(
      database.connect({ url: changed((url) => (url.port = String(port))), connectTimeout: 0.3 }),
    ).rejects.toMatchObject({ code: 'CONNECTION_FAILED' });
    silent.close();
  });

  it.each([
    ['idle', 'select 1'],
    ['in a transaction', 'commit'],
  ])('survives the loss of its server while it is %s', async (_when, statement) => {
    const lost = await database.connect();
    await lost.begin('read write');
    await run(lost, 'update customers set total = 7 where id = 1');
    await run(connection, `select pg_terminate_backend(${await session(lost)})`);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const attempt = statement === 'commit' ? lost.commit() : run(lost, statement);
    await expect(attempt).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    await lost.rollback();
    await lost.interrupt().catch(() => undefined);
    await lost.close();
    expect(await rows(connection, 'select total from customers where id = 1')).toEqual([{ total: 1 }]);
  });

  it('survives the loss of its server in the middle of a stream', async () => {
    const lost = await database.connect();
    const id = await session(lost);
    const reading = async () => {
      let seen = 0;
      for await (const _row of lost.stream(raw('select i from generate_series(1, 5000000) as g (i)'))) {
        seen += 1;
        if (seen === 10) await run(connection, `select pg_terminate_backend(${id})`);
      }
    };
    await expect(reading()).rejects.toMatchObject({ code: 'CONNECTION_LOST' });
    await lost.close();
  });

  it('reports a commit that the server turned down for a deferred constraint', async () => {
    await connection.begin('read write');
    await run(connection, 'insert into customers values (1, 9)');
    await expect(connection.commit()).rejects.toMatchObject({ code: 'CONSTRAINT_VIOLATION' });
    await connection.rollback();
  });

  it('reports a deadlock as a conflict to try again', async () => {
    const other = await database.connect();
    await connection.begin('read write');
    await other.begin('read write');
    await run(connection, 'update customers set total = 1 where id = 1');
    await run(other, 'update customers set total = 2 where id = 2');
    const results = await Promise.allSettled([
      run(connection, 'update customers set total = 1 where id = 2'),
      run(other, 'update customers set total = 2 where id = 1'),
    ]);
    const failures = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
    expect(failures).toEqual([expect.objectContaining({ code: 'WRITE_CONFLICT' })]);
    await connection.rollback();
    await other.rollback();
    await other.close();
  });

  it('pins what makes text and plans steady, and leaves the search path alone', async () => {
    const names = [
      'TimeZone',
      'DateStyle',
      'IntervalStyle',
      'extra_float_digits',
      'jit',
      'application_name',
      'statement_timeout',
      'lock_timeout',
      'search_path',
    ];
    const found = await rows(
      connection,
      `select ${names.map((name) => `current_setting('${name}') as "${name}"`).join(', ')}`,
    );
    expect(found).toEqual([
      {
        TimeZone: 'UTC',
        DateStyle: 'ISO, YMD',
        IntervalStyle: 'postgres',
        extra_float_digits: '1',
        jit: 'off',
        application_name: 'faultline',
        statement_timeout: '30s',
        lock_timeout: '5s',
        search_path: '"$user", public',
      },
    ]);
  });

  it('opened for reading writes nothing outside of transactions either', async () => {
    const reader = await database.connect({ readOnly: true });
    await expect(run(reader, 'delete from customers')).rejects.toMatchObject({ code: 'READ_ONLY_DATABASE' });
    await reader.close();
  });

  it('says that the server is full', async () => {
    const server = inject('postgresUrl');
    const role = `crowd_${connection.server.database}`;
    await administer(server, `create role ${role} login password 'crowd' connection limit 1`);
    const url = changed((each) => {
      each.username = role;
      each.password = 'crowd';
    });
    const first = await database.connect({ url });
    await expect(database.connect({ url })).rejects.toMatchObject({
      code: 'CONNECTION_FAILED',
      hint: expect.stringContaining('connections'),
    });
    await first.close();
    await administer(server, `drop role ${role}`);
  });
});
