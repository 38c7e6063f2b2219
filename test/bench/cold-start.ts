import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { CLI, DIST } from './built.js';
import { median, three } from './numbers.js';
import { atMost, type Figure } from './table.js';

const DUE = [CLI, 'due', 'wokingham/initial-conference', '--on', 'strategy-discussion=2026-03-27'];
const STARTS = 21;
const TIMES_NODE = 2;
const IMPORTS = 15;
const MILLISECONDS = 15;

function startOf(args: readonly string[]): number {
  const from = performance.now();
  execFileSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - from;
}

/** The command from nothing, against Node from nothing, turn by turn; then what importing the library takes. */
export function coldStart(): Figure[] {
  const bare: number[] = [];
  const due: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    bare.push(startOf(['-e', '0']));
    due.push(startOf(DUE));
  }
  const ratio = median(due) / median(bare);
  return [
    {
      what: 'The command `due` from a cold start, against `node -e 0`',
      measured: `${three(median(due))} ms against ${three(median(bare))} ms, ${three(ratio)} ×`,
      target: atMost(ratio, TIMES_NODE, `${TIMES_NODE} ×`),
    },
    importing(
      "`import('in-timescale')` in a fresh process",
      ['--input-type=module', '-e', TIMED_IMPORT],
      'index.js',
    ),
    importing("`require('in-timescale')` in a fresh process", ['-e', TIMED_REQUIRE], 'index.cjs'),
  ];
}

const TIMED_IMPORT = `
  const { pathToFileURL } = await import('node:url');
  const url = pathToFileURL(process.argv[1]).href;
  const from = performance.now();
  await import(url);
  console.log(performance.now() - from);`;

const TIMED_REQUIRE = `
  const from = performance.now();
  require(process.argv[1]);
  console.log(performance.now() - from);`;

function importing(what: string, args: readonly string[], file: string): Figure {
  const path = fileURLToPath(new URL(file, DIST));
  const took = Array.from({ length: IMPORTS }, () =>
    Number(execFileSync(process.execPath, [...args, path], { encoding: 'utf8' })),
  );
  const middle = median(took);
  return {
    what,
    measured: `${three(middle)} ms`,
    target: atMost(middle, MILLISECONDS, `${MILLISECONDS} ms`),
  };
}
