import { execFileSync } from 'node:child_process';
import { CLI } from './built.js';
import { three } from './numbers.js';
import { atMost, type Figure } from './table.js';

const AUDITED = ['wokingham', 'somerset', 'bracknell-forest', 'peterborough', 'shropshire'];
const YEARS = ['--from', '2012-01-01', '--until', '2028-12-31'];
const AUDIT_SECONDS = 10;
const COMPARE_SECONDS = 2;

function secondsOf(args: readonly string[]): number {
  const from = performance.now();
  execFileSync(process.execPath, [CLI, ...args, '--json'], { stdio: 'ignore' });
  return (performance.now() - from) / 1000;
}

/** The questions that try every start day, as commands from a cold start. */
export function questions(): Figure[] {
  const audits = AUDITED.map((authority) => ({ authority, took: secondsOf(['audit', authority, ...YEARS]) }));
  const slowest = audits.reduce((one, other) => (other.took > one.took ? other : one));
  const compared = secondsOf(['compare', 'initial-conference']);
  return [
    {
      what: `The command \`audit\` over every start day of 2012 to 2028, the slowest of ${AUDITED.length}: ${slowest.authority}`,
      measured: `${three(slowest.took)} s`,
      target: atMost(slowest.took, AUDIT_SECONDS, `${AUDIT_SECONDS} s`),
    },
    {
      what: 'The command `compare` of one timescale over every start day of 2000 to 2050',
      measured: `${three(compared)} s`,
      target: atMost(compared, COMPARE_SECONDS, `${COMPARE_SECONDS} s`),
    },
  ];
}
