import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
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

/** A server of the run's own, on loopback, with nothing kept. */
export async function startPostgres(): Promise<Engine> {
  const bin = installed();
  const home = mkdtempSync(join(tmpdir(), 'in-timescale-postgres-'));
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
  execFileSync(
    ...([
      ...as(join(bin, 'pg_ctl'), ['-D', data, '-w', '-l', join(home, 'log'), '-o', settings, 'start']),
    ] as [string, string[]]),
    {
      stdio: 'ignore',
      cwd: home,
    },
  );
  const psql = (args: readonly string[], out: 'pipe' | number = 'pipe') =>
    spawnSync(
      join(bin, 'psql'),
      ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres', '-q', '-X', '-v', 'ON_ERROR_STOP=1', ...args],
      { stdio: ['ignore', out, 'pipe'], encoding: 'utf8' },
    );
  const version = psql(['-At', '-c', 'SHOW server_version']).stdout.trim();
  return {
    name: 'PostgreSQL',
    version,
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
      const { status, stderr } = psql(['-f', script], openSync(out, 'w'));
      if (status !== 0) throw new Error(`PostgreSQL: ${stderr.slice(0, 2000)}`);
      return readFileSync(out, 'utf8').split('\n').filter(Boolean);
    },
    async stop() {
      try {
        call('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      } finally {
        rmSync(home, { recursive: true, force: true });
      }
    },
  };
}
