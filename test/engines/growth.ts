/**
 * How the time of one rule grows with the rows: the command and each engine's view over files of 10 thousand to
 * 10 million events, and Spark over one to eight million cases with one and two workers. `npm run bench:growth`, with
 * `-- --most 1000000` for fewer rows and `--seconds 1000` for more time; `--write` puts the tables into README.md.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { timescales } from '../../src/cases/timescales.js';
import { type AuthoritySql, authoritySql, type DialectName } from '../../src/sql/index.js';
import { machine } from '../bench/machine.js';
import { writeRows } from '../bench/many-rows-files.js';
import { withPeakMemory } from '../bench/peak-memory.js';
import { writeToReadme } from '../bench/readme.js';
import { builtInTable } from '../tables.js';
import { atEnd, endAll } from './at-end.js';
import { NoEngine } from './engine.js';
import { postgresServer } from './postgres.js';
import { pythonWith } from './python.js';
import { SPARK_PACKAGES } from './spark.js';

const AS_OF = '2026-05-01';
const RULE = 'initial-conference';
const ROWS = [10_000, 100_000, 1_000_000, 10_000_000];
const CASES = [1_000_000, 2_000_000, 4_000_000, 8_000_000];
/** Of the files: each case has a start, and nine in ten their end. */
const ROWS_OF_A_CASE = 1.9;
const NOT_RUN = 'not run';

const { values: asked } = parseArgs({
  options: {
    most: { type: 'string', default: 'Infinity' },
    // A larger file is left out where it would take longer than this by the one before.
    seconds: { type: 'string', default: '100' },
    engine: { type: 'string', multiple: true },
    write: { type: 'boolean', default: false },
  },
});
const most = Number(asked.most);
const isAsked = (engine: string) => asked.engine === undefined || asked.engine.includes(engine);
const folder = mkdtempSync(join(tmpdir(), 'in-timescale-growth-'));
atEnd(() => rmSync(folder, { recursive: true, force: true }));

const wokingham = timescales(builtInTable('wokingham'));
const sqlFor = (dialect: DialectName): AuthoritySql =>
  authoritySql(wokingham, { dialect, asOf: AS_OF, rules: [RULE] });
const countOf = (sql: AuthoritySql) => `SELECT outcome, count(*) FROM ${sql.views[0]!.view} GROUP BY outcome`;

type Cell = { readonly text: string; readonly seconds: number };
type Measure = (events: string, rows: number) => Promise<Cell>;

const seconds = (from: number) => (performance.now() - from) / 1000;
const short = (value: number) => (value >= 100 ? String(Math.round(value)) : value.toPrecision(2));

/** The command over the file, and the most memory that it held. */
const command =
  (...engine: string[]): Measure =>
  async (events) => {
    const { command, args, env, peak } = withPeakMemory(
      [
        'dist/cli/cli.js',
        'check',
        events,
        '--authority',
        'wokingham',
        '--as-of',
        AS_OF,
        '--rule',
        RULE,
        '--format',
        'csv',
        ...engine,
      ],
      folder,
    );
    const from = performance.now();
    const { status, stderr } = spawnSync(command, args, {
      env,
      stdio: ['ignore', openSync(join(folder, 'answers.csv'), 'w'), 'pipe'],
    });
    const took = seconds(from);
    if (status !== 0 && status !== 1) throw new Error(stderr.toString());
    return { text: `${short(took)} s, ${short(peak())} MB`, seconds: took };
  };

/** Loading and checking the events, then the rule's view. */
const parts = (load: number, view: number): Cell => ({
  text: `${short(load)} + ${short(view)} s`,
  seconds: load + view,
});

const duckdb: Measure = async (events) => {
  const sql = sqlFor('duckdb');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('CREATE TABLE facts ("case" VARCHAR, fact VARCHAR, "value" VARCHAR)');
  await connection.run(`CREATE TABLE events ("case" VARCHAR, event VARCHAR, "on" DATE)`);
  for (const statement of sql.setup) await connection.run(statement);
  await connection.run(sql.views[0]!.sql);
  const from = performance.now();
  await connection.run(`INSERT INTO events FROM read_csv('${events}', header = true, all_varchar = true)`);
  for (const statement of sql.refresh) await connection.run(statement);
  const loaded = seconds(from);
  await connection.runAndReadAll(countOf(sql));
  const all = seconds(from);
  connection.closeSync();
  return parts(loaded, all - loaded);
};

async function postgres(): Promise<Measure> {
  const server = await postgresServer();
  const sql = sqlFor('postgres');
  const run = async (statements: readonly string[]) => {
    const script = join(folder, 'postgres.sql');
    writeFileSync(script, statements.map((statement) => `${statement}\n`).join(''), { mode: 0o644 });
    const from = performance.now();
    await server.run(script, join(folder, 'postgres.txt'));
    return seconds(from);
  };
  return async (events) => {
    await run([
      'DROP SCHEMA public CASCADE; CREATE SCHEMA public;',
      'CREATE TABLE events ("case" text, "event" text, "on" date);',
      'CREATE TABLE facts ("case" text, "fact" text, "value" text);',
      ...sql.setup.map((statement) => `${statement};`),
      `${sql.views[0]!.sql};`,
    ]);
    const loaded = await run([
      `\\copy events FROM '${events}' WITH (FORMAT csv, HEADER)`,
      ...sql.refresh.map((statement) => `${statement};`),
      'ANALYZE;',
    ]);
    return parts(loaded, await run([`${countOf(sql)};`]));
  };
}

function spark(): (workers: number) => Measure {
  const python = pythonWith(SPARK_PACKAGES);
  const sql = sqlFor('spark');
  return (workers) => async (events) => {
    const home = mkdtempSync(join(folder, 'spark-'));
    const job = {
      events,
      setup: sql.setup,
      refresh: sql.refresh,
      view: sql.views[0]!.sql,
      count: countOf(sql),
    };
    const { status, stdout, stderr } = spawnSync(
      python,
      ['test/engines/spark_growth.py', home, String(workers)],
      {
        input: JSON.stringify(job),
        encoding: 'utf8',
        env: { ...process.env, PYSPARK_PYTHON: python, TZ: 'UTC' },
      },
    );
    rmSync(home, { recursive: true, force: true });
    if (status !== 0) throw new Error(stderr.slice(-2000));
    const { loaded, counted } = JSON.parse(stdout.trim().split('\n').at(-1)!) as {
      loaded: number;
      counted: number;
    };
    return parts(loaded, counted);
  };
}

/** One measure over growing files, as cells of a table. */
async function grown(
  sizes: readonly number[],
  rowsOf: (size: number) => number,
  measure: Measure,
): Promise<string[]> {
  const cells: string[] = [];
  let last = 0;
  for (const [at, size] of sizes.entries()) {
    const expected = at === 0 ? 0 : (last * size) / sizes[at - 1]!;
    if (rowsOf(size) > most || expected > Number(asked.seconds)) {
      cells.push(NOT_RUN);
      last = expected;
      continue;
    }
    const events = join(folder, `${rowsOf(size)}.csv`);
    if (!statSync(events, { throwIfNoEntry: false })) writeRows(events, 'long', rowsOf(size));
    const cell = await measure(events, rowsOf(size));
    process.stderr.write(`  ${size.toLocaleString('en-GB')}: ${cell.text}\n`);
    last = cell.seconds;
    cells.push(cell.text);
  }
  return cells;
}

const count = (size: number) => size.toLocaleString('en-GB');
const table = (head: readonly string[], rows: readonly (readonly string[])[]) =>
  [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

const measures: [string, () => Measure | Promise<Measure>][] = [
  ['`check`, read row by row', () => command()],
  ['`check --engine duckdb`', () => command('--engine', 'duckdb')],
  ['DuckDB, loading + the view', () => duckdb],
  ['PostgreSQL, loading + the view', postgres],
  ['Spark with two workers, loading + the view', () => spark()(2)],
];
const byRows: string[][] = [];
for (const [name, start] of measures) {
  if (!isAsked(name.replace(/[`]/g, '').split(/[ ,]/)[0]!.toLowerCase())) continue;
  process.stderr.write(`${name}\n`);
  try {
    byRows.push([name, ...(await grown(ROWS, (rows) => rows, await start()))]);
  } catch (error) {
    if (!(error instanceof NoEngine)) throw error;
    process.stderr.write(`SKIPPED: ${error.message}\n`);
  }
}
const byCases: string[][] = [];
if (isAsked('workers')) {
  for (const workers of [1, 2]) {
    process.stderr.write(`Spark, ${workers}\n`);
    const rowsOf = (cases: number) => Math.round(cases * ROWS_OF_A_CASE);
    byCases.push([String(workers), ...(await grown(CASES, rowsOf, spark()(workers)))]);
  }
}
const isCutShort = [...byRows, ...byCases].flat().includes(NOT_RUN);
const text = [
  machine(),
  ...(isCutShort
    ? [
        `Left out is what would take longer than ${asked.seconds} seconds by the file before; \`-- --seconds 2000\` runs more.`,
      ]
    : []),
  table(['Rows of events', ...ROWS.map(count)], byRows),
  table(['Cases on Spark, by workers', ...CASES.map(count)], byCases),
].join('\n\n');
process.stdout.write(`${text}\n`);
if (asked.write) writeToReadme(`${text}\n`, 'growth');
endAll();
