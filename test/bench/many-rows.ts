import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLI } from './built.js';
import { AS_OF, differing, writeCalendar } from './hand-join.js';
import { SHAPES, writeRows } from './many-rows-files.js';
import { median, three } from './numbers.js';
import { sectionOf } from './own-process.js';
import { withPeakMemory } from './peak-memory.js';
import { atLeast, atMost, type Figure } from './table.js';

const ROWS = 1_000_000;
const RUNS = 3;
/** A case has at most two rows, and at least one answer. */
const FEWEST_ANSWERS = ROWS / 2;
const ROWS_A_SECOND = 300_000;
const MEGABYTES = 200;
const QUESTION = ['--authority', 'wokingham', '--as-of', AS_OF, '--rule', 'initial-conference'];
/** How much longer than the hand-written join a check may take, read row by row and with DuckDB. */
const TIMES_THE_JOIN = { rows: 6, duckdb: 1.5 };
/** `check` ends with 1 where something is overdue: that is an answer. */
const ANSWERED = [0, 1];

/** The command `check` over a million rows of CSV, wide and long, and the same by a join that DuckDB is told by hand. */
export async function manyRows(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'in-timescale-bench-'));
  try {
    await writeCalendar(join(folder, 'calendar.csv'));
    const figures: Figure[] = [];
    for (const shape of Object.keys(SHAPES) as (keyof typeof SHAPES)[])
      figures.push(...(await figuresOf(shape, folder)));
    return figures;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function figuresOf(shape: keyof typeof SHAPES, folder: string): Promise<Figure[]> {
  const what = `\`check\` of ${ROWS.toLocaleString('en-GB')} rows of CSV, ${shape}, one rule`;
  const input = join(folder, `${shape}.csv`);
  writeRows(input, shape, ROWS);
  // In turn, so that all three meet the same noise.
  const turns = Array.from({ length: RUNS }, () => ({
    rows: check(input, folder, 'rows.csv', []),
    duckdb: check(input, folder, 'duckdb.csv', ['--engine', 'duckdb']),
    join: handJoinOf(shape, input, folder),
  }));
  const broken = turns.flatMap((turn) => Object.values(turn)).find((run) => typeof run === 'string');
  if (broken !== undefined) return [{ what, measured: `failed: ${broken}`, broken: true }];
  for (const answers of ['rows.csv', 'duckdb.csv']) {
    const count = await differing(join(folder, answers), join(folder, 'join.csv'));
    if (count > 0) return [{ what, measured: `${count} rows differ from the join's`, broken: true }];
  }
  const timeOf = (of: 'rows' | 'duckdb' | 'join') => median(turns.map((turn) => (turn[of] as Run).seconds));
  const peakOf = (of: 'rows' | 'duckdb') => median(turns.map((turn) => (turn[of] as Run).peak));
  const ratio = (of: 'rows' | 'duckdb') => timeOf(of) / timeOf('join');
  const rate = ROWS / timeOf('rows');
  return [
    {
      what,
      measured: `${three(rate)} rows/s`,
      target: atLeast(rate, ROWS_A_SECOND, `${ROWS_A_SECOND.toLocaleString('en-GB')} rows/s`),
    },
    {
      what: '– its peak memory',
      measured: `${three(peakOf('rows'))} MB`,
      target: atMost(peakOf('rows'), MEGABYTES, `${MEGABYTES} MB`),
    },
    ...(['rows', 'duckdb'] as const).map((of) => ({
      what: `– ${of === 'rows' ? 'its time' : 'the same with `--engine duckdb`'}, against a hand-written join in DuckDB that writes the same file`,
      measured: `${three(timeOf(of))} s against ${three(timeOf('join'))} s, ${three(ratio(of))} ×`,
      target: atMost(ratio(of), TIMES_THE_JOIN[of], `${TIMES_THE_JOIN[of]} ×`),
    })),
    { what: '– its peak memory with `--engine duckdb`', measured: `${three(peakOf('duckdb'))} MB` },
  ];
}

interface Run {
  readonly seconds: number;
  readonly peak: number;
}

function handJoinOf(shape: string, input: string, folder: string): Run | string {
  const output = join(folder, 'join.csv');
  const from = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    [...sectionOf('hand-join'), shape, input, join(folder, 'calendar.csv'), output],
    { encoding: 'utf8' },
  );
  if (status !== 0) return firstLine(stderr, folder);
  return { seconds: (performance.now() - from) / 1000, peak: 0 };
}

/** One run from start to exit, or what went wrong. */
function check(input: string, folder: string, name: string, engine: readonly string[]): Run | string {
  const { command, args, env, peak } = withPeakMemory(
    [CLI, 'check', input, ...QUESTION, '--format', 'csv', ...engine],
    folder,
  );
  const answers = join(folder, name);
  const output = openSync(answers, 'w');
  const from = performance.now();
  const { status, stderr } = spawnSync(command, args, { env, stdio: ['ignore', output, 'pipe'] });
  const seconds = (performance.now() - from) / 1000;
  closeSync(output);
  if (!ANSWERED.includes(status ?? -1)) return firstLine(stderr.toString(), folder);
  const lines = countLines(answers);
  if (lines < FEWEST_ANSWERS) return `only ${lines} lines of answers`;
  return { seconds, peak: peak() };
}

function countLines(file: string): number {
  let lines = 0;
  for (const byte of readFileSync(file)) if (byte === 10) lines += 1;
  return lines;
}

const firstLine = (text: string, folder: string): string =>
  text.trim().split('\n')[0]!.replaceAll(folder, '').replaceAll('|', ' ') || 'no answer and no message';
