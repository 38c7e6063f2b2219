import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { timescales } from '../../src/cases/timescales.js';
import { bindColumns } from '../../src/columns/index.js';
import { smallTable } from '../engine/small-table.js';
import { NoEngine } from '../engines/engine.js';
import { pythonWith } from '../engines/python.js';
import { builtInTable } from '../tables.js';
import { AMOUNT, calendar } from './answers.js';
import { seeded, three } from './numbers.js';
import { atLeast, type Figure } from './table.js';

const ROWS = 10_000_000;
const ROUNDS = 7;
const FIRST = Date.parse('2015-01-01T00:00:00Z') / 86_400_000;
const SPAN = Date.parse('2031-01-01T00:00:00Z') / 86_400_000 - FIRST;
const PACKAGES = ['numpy==2.4.6', 'pandas==3.1.1', 'polars==2.1.0'];

interface Peer {
  readonly version: string;
  readonly nanoseconds: number;
  readonly same: boolean;
}

/** Columns of days against the bare loop on the same arrays and against what analysts use. */
export function columns(): Figure[] {
  const random = seeded(20260327);
  const days = Int32Array.from({ length: ROWS }, () => FIRST + Math.floor(random() * SPAN));
  const rule = bindColumns(
    timescales(
      smallTable([{ id: 'rule', due: { within: `${AMOUNT} working days`, of: { each: 'start' } } }]),
    ),
    'rule',
  );
  const into = { days: new Int32Array(ROWS) };
  const ours = () => rule.due({ days }, into);
  const bare = bareLoop(days, new Int32Array(ROWS));
  ours();
  if (bare.run().some((day, row) => day !== into.days[row]))
    throw new Error('The bare loop gives other days.');
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    times.ours.push(nanosecondsOf(ours));
    times.bare.push(nanosecondsOf(bare.run));
  }
  const [our, limit] = [Math.min(...times.ours) / ROWS, Math.min(...times.bare) / ROWS];
  const rate = (nanoseconds: number) => `${three(1000 / nanoseconds)} million a second`;
  return [
    {
      what: `Columns: \`due\` of ${three(ROWS)} starts, ${AMOUNT} working days`,
      measured: `${three(our)} ns a row, ${rate(our)}`,
    },
    {
      what: '– its rate against the bare loop of two look-ups on the same arrays',
      measured: `${three(limit / our)} × (${rate(limit)})`,
      target: atLeast(limit / our, 0.5, '0.5 ×'),
    },
    ...peers(days, into.days, our),
    wholeAuthority(),
  ];
}

function nanosecondsOf(work: () => unknown): number {
  const from = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - from);
}

/** What nothing that looks days up in tables can beat: working days up to each day, then the day of a working day. */
function bareLoop(starts: Int32Array, into: Int32Array): { run: () => Int32Array } {
  const { days } = calendar;
  const from = days.from as number;
  const upTo = new Int32Array(days.to - from + 1);
  const working: number[] = [];
  for (let day = days.from; day <= days.to; day++) {
    if (days.isWorking(day)) working.push(day);
    upTo[day - from] = working.length;
  }
  const order = Int32Array.from(working);
  return {
    run: () => {
      for (let row = 0; row < starts.length; row++)
        into[row] = order[(upTo[(starts[row]! - from) | 0]! + AMOUNT - 1) | 0]!;
      return into;
    },
  };
}

/** Installed for the benchmark only, in a folder of its own. */
function peers(starts: Int32Array, expected: Int32Array, our: number): Figure[] {
  const folder = resolve('test/.scratch');
  mkdirSync(folder, { recursive: true });
  const [startsFile, expectedFile] = [resolve(folder, 'starts.i32'), resolve(folder, 'expected.i32')];
  let python: string;
  try {
    python = pythonWith(PACKAGES);
  } catch (error) {
    if (!(error instanceof NoEngine)) throw error;
    return [
      {
        what: '– against numpy, polars and pandas',
        measured: `not measured: ${error.message}`,
        broken: true,
      },
    ];
  }
  writeFileSync(startsFile, starts);
  writeFileSync(expectedFile, expected);
  const holidays = Array.from({ length: 18 }, (_, index) => calendar.holidays(2014 + index)).flat();
  const { stdout, stderr, status } = spawnSync(
    python,
    [
      'test/bench/columns-peers.py',
      String(AMOUNT),
      JSON.stringify(holidays.map(({ date }) => date)),
      startsFile,
      expectedFile,
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  const measured = JSON.parse(stdout) as Record<'numpy' | 'polars' | 'pandas', Peer>;
  const wanted = {
    numpy: ['busday_offset', 40],
    polars: ['dt.add_business_days', 10],
    pandas: ['CustomBusinessDay', 500],
  } as const;
  return (['numpy', 'polars', 'pandas'] as const).map((name) => {
    const { version, nanoseconds, same } = measured[name];
    const [call, least] = wanted[name];
    const ratio = nanoseconds / our;
    return {
      what: `– its rate against ${name} ${version} \`${call}\`, the same holidays and ${same ? 'the same days' : '**other days**'}`,
      measured: `${three(ratio)} × (${three(nanoseconds)} ns a row)`,
      target: atLeast(ratio, least, `${least} ×`),
      broken: !same,
    };
  });
}

/** Due dates and outcomes of every rule that columns can say, for a million clocks each. */
function wholeAuthority(): Figure {
  const rows = 1_000_000;
  const random = seeded(7);
  const starts = Int32Array.from({ length: rows }, () => 19_000 + Math.floor(random() * 1500));
  const done = { days: starts.map((day) => day + Math.floor(random() * 40)) };
  const authority = timescales(builtInTable('wokingham'));
  let rules = 0;
  let spent = 0;
  for (const id of authority.bound.ids) {
    try {
      const rule = bindColumns(authority, id);
      if (rule.starts.length !== 1) continue;
      spent += nanosecondsOf(() => rule.standings({ starts: { days: starts }, done, asOf: '2026-05-01' }));
      rules += 1;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'NOT_IN_COLUMNS')) throw error;
    }
  }
  return {
    what: `Columns: due dates, outcomes and days late of ${rules} of Wokingham's rules over ${three(rows)} cases each`,
    measured: `${three((rules * rows) / (spent / 1000))} million cases × rules a second`,
  };
}
