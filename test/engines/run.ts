/**
 * Puts generated cases through the core one by one and through every rule's view on real engines, and compares row for
 * row: `npm run test:engines`, with `-- --engine duckdb`, `--authority wokingham`, `--cases 1000`, `--seed 1` for less.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { timescales } from '../../src/cases/timescales.js';
import { authoritySql, type DialectName } from '../../src/sql/index.js';
import { AUTHORITIES, builtInTable } from '../tables.js';
import { atEnd, endAll } from './at-end.js';
import { type CaseRows, rowsOfCase, writeRows } from './case-rows.js';
import { generatedCases } from './cases.js';
import { differences } from './differences.js';
import { startDuckdb } from './duckdb.js';
import { type Engine, NoEngine } from './engine.js';
import { meetings } from './meetings.js';
import { startPostgres } from './postgres.js';
import { Random } from './random.js';
import { isProblem, lineOf, problemLines, ruleOf, withIsoYears } from './result-lines.js';
import { oneOfEachShape, someOf } from './shapes.js';
import { shownDifferences } from './shown-differences.js';
import { startSpark } from './spark.js';
import { spoiltCases } from './spoilt-cases.js';
import { startTsql, type TsqlParser } from './tsql.js';
import { startTranslatedTsql } from './tsql-translated.js';

const AS_OF = '2026-05-01';
/** So many spoilt cases for each good one. */
const SPOILT = 0.08;
const ENGINES = {
  duckdb: startDuckdb,
  postgres: startPostgres,
  spark: startSpark,
  'tsql-translated': startTranslatedTsql,
} as const;

const { values: asked } = parseArgs({
  options: {
    engine: { type: 'string', multiple: true },
    authority: { type: 'string', multiple: true },
    cases: { type: 'string', default: '100000' },
    // Spark takes seconds to plan each query, and so does translating one, so that some of each authority's have to do where time is short.
    'spark-rules': { type: 'string' },
    'translated-rules': { type: 'string', default: '12' },
    seed: { type: 'string', default: process.env.FAST_CHECK_SEED ?? '20260327' },
  },
});
const mostRules: Partial<Record<DialectName, string | undefined>> = {
  spark: asked['spark-rules'],
  tsql: asked['translated-rules'],
};
const seed = Number(asked.seed);
const total = Number(asked.cases);
const authorities = (asked.authority ?? AUTHORITIES).map((id) => {
  const table = builtInTable(id);
  return timescales(table, { series: meetings(table, seed) });
});
const expressed = authorities.map(
  (authority) => authoritySql(authority, { dialect: 'duckdb', asOf: AS_OF }).views.length,
);
const allRules = expressed.reduce((sum, count) => sum + count, 0);
const say = (text: string) => process.stdout.write(`${text}\n`);
let failed = false;

say(`seed ${seed}, outcomes on ${AS_OF}, ${total} cases shared out by rules`);
const engines: Engine[] = [];
let tsql: TsqlParser | null = null;
const wanted = asked.engine ?? [...Object.keys(ENGINES), 'tsql'];
for (const name of wanted) {
  if (name === 'tsql' || Object.hasOwn(ENGINES, name)) continue;
  throw new Error(`There is no engine "${name}"; write one of ${Object.keys(ENGINES).join(', ')}, tsql.`);
}
for (const name of wanted) {
  try {
    if (name === 'tsql') tsql = startTsql();
    else engines.push(await started(name as keyof typeof ENGINES));
  } catch (error) {
    if (!(error instanceof NoEngine)) throw error;
    say(`SKIPPED ${name}: ${error.message}`);
    // Where the proof decides, an engine that can't be had is a failure.
    if (process.env.CI) failed = true;
  }
}
const folder = ownFolder();

for (const [at, authority] of authorities.entries()) await compareAll(authority, expressed[at]!);
endAll();
if (failed) process.exitCode = 1;

async function started(name: keyof typeof ENGINES): Promise<Engine> {
  const engine = await ENGINES[name]();
  say(`${engine.name} ${engine.version}`);
  return engine;
}

/** A folder of this run's own, so that two runs in one clone leave each other alone. */
function ownFolder(): string {
  const parent = resolve('test/.scratch/engines');
  mkdirSync(parent, { recursive: true });
  const made = mkdtempSync(join(parent, 'run-'));
  atEnd(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function compareAll(authority: (typeof authorities)[number], rulesExpressed: number): Promise<void> {
  const { id } = authority.authority;
  const sqlFor = (dialect: DialectName) => authoritySql(authority, { dialect, asOf: AS_OF });
  const { views, refused } = sqlFor('duckdb');
  const rules = views.map(({ rule }) => rule);
  const cases = generatedCases(authority, rules, {
    count: Math.ceil((total * rulesExpressed) / allRules),
    seed,
    asOf: AS_OF,
  });
  const spoilt = spoiltCases(cases, authority, {
    count: Math.ceil(cases.length * SPOILT),
    seed,
    asOf: AS_OF,
  });
  const random = new Random(seed);
  const rows: CaseRows[] = [...cases.map((one) => rowsOfCase(one, random)), ...spoilt];
  const files = writeRows(folder, rows);
  const began = performance.now();
  const ours = problemLines(spoilt);
  const checker = authority.checker({ asOf: AS_OF, rules });
  for (const [at, one] of cases.entries()) {
    // Between two cases the run hears that it is to end.
    if (at % 50 === 0) await setImmediate();
    for (const result of checker.check(one)) {
      const line = lineOf(result);
      if (line !== null) ours.push(line);
    }
  }
  say(
    `${id}: ${rules.length} rules in SQL, ${refused.length} not; ${cases.length} cases and ${spoilt.length} spoilt ones, ${ours.length} rows; the core ${seconds(began)}`,
  );
  for (const engine of engines) {
    const start = performance.now();
    const sql = sqlFor(engine.dialect);
    const most = mostRules[engine.dialect];
    const views = most === undefined ? sql.views : someOf(oneOfEachShape(sql.views), Number(most));
    const theirs = (await engine.run({ ...sql, views }, files)).map(withIsoYears);
    const took = seconds(start);
    const run = new Set(views.map(({ rule }) => rule));
    const expected =
      views === sql.views ? ours : ours.filter((line) => isProblem(line) || run.has(ruleOf(line)));
    const { onlyOurs, onlyTheirs } = differences(expected, theirs);
    say(
      `  ${engine.name} ${took}: ${run.size} rules, ${theirs.length} rows, ${onlyOurs.length + onlyTheirs.length} differ`,
    );
    if (onlyOurs.length + onlyTheirs.length > 0) {
      failed = true;
      for (const line of shownDifferences(onlyOurs, onlyTheirs, rows)) say(`    ${line}`);
    }
  }
  if (tsql) {
    const wrong = tsql(sqlFor('tsql'));
    say(
      `  T-SQL, parsed and not run: ${wrong.length === 0 ? 'every statement parses' : wrong.join('\n    ')}`,
    );
    if (wrong.length > 0) failed = true;
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
