import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from './at-end.js';
import { type Engine, NoEngine } from './engine.js';
import { lineQueries } from './result-lines.js';

const HOMES = '/usr/lib/postgresql';
const quote = (name: string) => `"${name}"`;

function programs(): string | undefined {
  const versions = existsSync(HOMES) ? readdirSync(HOMES).sort((a, b) => Number(b) - Number(a)) : [];
  return versions
    .map((version) => join(HOMES, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
}

/** Debian's packages, where they are not there yet and this process may install them. */
function installed(): string {
  const found = programs();
  if (found) return found;
  const options = { encoding: 'utf8', stdio: 'pipe' } as const;
  spawnSync('apt-get', ['update'], options);
  const { status, stderr, error } = spawnSync('apt-get', ['install', '-y', 'postgresql'], options);
  const made = programs();
  if (status === 0 && made) return made;
  throw new NoEngine(
    `PostgreSQL is not here and could not be installed: ${error?.message ?? stderr.trim().split('\n').at(-1)}`,
  );
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** Runs a program with its output to a file. Not to be waited for in one go: the run must hear that it is to end. */
function written(program: string, args: readonly string[], out: string): Promise<void> {
  const file = openSync(out, 'w');
  const child = spawn(program, args, { stdio: ['ignore', file, 'pipe'] });
  closeSync(file);
  let wrong = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    wrong += text;
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) =>
      status === 0 ? resolve() : reject(new Error(`${program}: ${wrong.slice(0, 2000)}`)),
    );
  });
}

/** A server that takes scripts for its client. */
export interface PostgresServer {
  readonly version: string;
  /** Runs a script, with what it gives written to a file. */
  run(script: string, out: string): Promise<void>;
}

/** A server of the run's own, on loopback, with nothing kept. */
export async function postgresServer(): Promise<PostgresServer> {
  const bin = installed();
  const home = mkdtempSync(join(tmpdir(), 'in-timescale-postgres-'));
  atEnd(() => rmSync(home, { recursive: true, force: true }));
  const port = await freePort();
  const isRoot = process.getuid?.() === 0;
  // The server refuses to run as root.
  const as = (program: string, args: readonly string[]) =>
    isRoot ? (['runuser', ['-u', 'postgres', '--', program, ...args]] as const) : ([program, args] as const);
  const call = (program: string, args: readonly string[]) => {
    const [command, rest] = as(join(bin, program), args);
    return execFileSync(command, [...rest], { stdio: 'pipe', cwd: home, encoding: 'utf8' });
  };
  if (isRoot) execFileSync('chown', ['postgres', home]);
  const data = join(home, 'data');
  call('initdb', [
    '-D',
    data,
    '-A',
    'trust',
    '-U',
    'postgres',
    '--no-sync',
    '--locale=C.UTF-8',
    '-E',
    'UTF8',
  ]);
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -k ${home} -F -c full_page_writes=off -c synchronous_commit=off -c max_parallel_workers_per_gather=0 -c work_mem=256MB -c jit=off -c enable_nestloop=off`;
  atEnd(() => {
    if (existsSync(join(data, 'postmaster.pid'))) call('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
  });
  const [command, rest] = as(join(bin, 'pg_ctl'), [
    '-D',
    data,
    '-w',
    '-l',
    join(home, 'log'),
    '-o',
    settings,
    'start',
  ]);
  // The server would hold pipes open.
  execFileSync(command, [...rest], { stdio: 'ignore', cwd: home });
  const client = [
    '-h',
    '127.0.0.1',
    '-p',
    String(port),
    '-U',
    'postgres',
    '-q',
    '-X',
    '-v',
    'ON_ERROR_STOP=1',
  ];
  const version = execFileSync(join(bin, 'psql'), [...client, '-At', '-c', 'SHOW server_version'], {
    encoding: 'utf8',
  }).trim();
  return {
    version,
    run: (script, out) => written(join(bin, 'psql'), [...client, '-f', script], out),
  };
}

export async function startPostgres(): Promise<Engine> {
  const server = await postgresServer();
  return {
    name: 'PostgreSQL',
    version: server.version,
    dialect: 'postgres',
    async run(sql, { events, facts, folder }) {
      const script = join(folder, 'postgres.sql');
      const out = join(folder, 'postgres.txt');
      writeFileSync(
        script,
        [
          'DROP SCHEMA public CASCADE;',
          'CREATE SCHEMA public;',
          'CREATE TABLE events ("case" text, "event" text, "on" date);',
          'CREATE TABLE facts ("case" text, "fact" text, "value" text);',
          `\\copy events FROM '${events}' WITH (FORMAT csv, HEADER, NULL '\\N')`,
          `\\copy facts FROM '${facts}' WITH (FORMAT csv, HEADER, NULL '\\N')`,
          ...[...sql.setup, ...sql.refresh].map((statement) => `${statement};`),
          'ANALYZE;',
          ...lineQueries(sql, quote, 'text').flatMap(({ make, lines }) => [
            `${make};`,
            `COPY (${lines}) TO STDOUT;`,
          ]),
        ].join('\n'),
      );
      chmodSync(script, 0o644);
      await server.run(script, out);
      return readFileSync(out, 'utf8').split('\n').filter(Boolean);
    },
  };
}
