import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CLI } from './built.js';
import { SHAPES, writeRows } from './many-rows-files.js';
import { median, three } from './numbers.js';
import { withPeakMemory } from './peak-memory.js';
import { atLeast, atMost, type Figure } from './table.js';

const ROWS = 1_000_000;
const RUNS = 3;
/** A case has at most two rows, and at least one answer. */
const FEWEST_ANSWERS = ROWS / 2;
const ROWS_A_SECOND = 300_000;
const MEGABYTES = 200;
const QUESTION = ['--authority', 'wokingham', '--as-of', '2026-05-01', '--rule', 'initial-conference'];
/** `check` ends with 1 where something is overdue: that is an answer. */
const ANSWERED = [0, 1];

/** The command `check` over a million rows of CSV, wide and long. */
export function manyRows(): Figure[] {
  const folder = mkdtempSync(join(tmpdir(), 'in-timescale-bench-'));
  try {
    return (Object.keys(SHAPES) as (keyof typeof SHAPES)[]).flatMap((shape) => figuresOf(shape, folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function figuresOf(shape: keyof typeof SHAPES, folder: string): Figure[] {
  const what = `\`check\` of ${ROWS.toLocaleString('en-GB')} rows of CSV, ${shape}, one rule`;
  const input = join(folder, `${shape}.csv`);
  writeRows(input, shape, ROWS);
  const runs = Array.from({ length: RUNS }, () => check(input, folder));
  const broken = runs.find((run) => typeof run === 'string');
  if (broken !== undefined) return [{ what, measured: `failed: ${broken}`, broken: true }];
  const done = runs.filter((run) => typeof run !== 'string');
  const rate = ROWS / median(done.map(({ seconds }) => seconds));
  const peak = median(done.map((run) => run.peak));
  return [
    {
      what,
      measured: `${three(rate)} rows/s`,
      target: atLeast(rate, ROWS_A_SECOND, `${ROWS_A_SECOND.toLocaleString('en-GB')} rows/s`),
    },
    {
      what: '– its peak memory',
      measured: `${three(peak)} MB`,
      target: atMost(peak, MEGABYTES, `${MEGABYTES} MB`),
    },
  ];
}

/** One run from start to exit, or what went wrong. */
function check(input: string, folder: string): { seconds: number; peak: number } | string {
  const { command, args, env, peak } = withPeakMemory(
    [CLI, 'check', input, ...QUESTION, '--format', 'csv'],
    folder,
  );
  const answers = join(folder, 'answers.csv');
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
