import { AMOUNT, calendar } from './answers.js';
import { three } from './numbers.js';
import { type Contender, takeTurns } from './rounds.js';
import { ROUND, randomStarts } from './starts.js';
import type { Figure } from './table.js';

const { days } = calendar;
const FIRST = days.from;
type Day = typeof FIRST;

/** The calendar's two tables, laid out again: working days up to each day, and every working day in order. */
function tables(): { upTo: Int32Array; working: Int32Array } {
  const upTo = new Int32Array(days.to - FIRST + 1);
  const working: number[] = [];
  for (let day = FIRST; day <= days.to; day++) {
    if (days.isWorking(day)) working.push(day);
    upTo[day - FIRST] = working.length;
  }
  return { upTo, working: Int32Array.from(working) };
}

const { upTo, working } = tables();
const starts = Int32Array.from(randomStarts(), (iso) => Date.parse(`${iso}T00:00:00Z`) / 86_400_000);

const bare: Contender = {
  name: 'two array look-ups',
  run: (times) => {
    let read = 0;
    for (let at = 0; at < times; at++) read += working[upTo[starts[at & ROUND]! - FIRST]! + AMOUNT - 1]! & 7;
    return read;
  },
};

const ours: Contender = {
  name: '`calendar.days.addWorkingDays(day, 15)`',
  run: (times) => {
    let read = 0;
    for (let at = 0; at < times; at++)
      read += days.addWorkingDays(starts[at & ROUND]! as Day, AMOUNT, 'next-day') & 7;
    return read;
  },
};

/** The least that the work can cost, and how near the path on whole days comes to it. */
export function limit(): Figure[] {
  for (const start of starts) {
    if (days.addWorkingDays(start as Day, AMOUNT, 'next-day') !== working[upTo[start - FIRST]! + AMOUNT - 1])
      throw new Error('The bare loop gives other days: there is nothing to compare.');
  }
  const { nanoseconds, ratio } = takeTurns([bare, ours]);
  return [
    { what: `The limit: a bare loop of ${bare.name} a date`, measured: `${three(nanoseconds(bare))} ns` },
    {
      what: `– on whole days, ${ours.name}`,
      measured: `${three(nanoseconds(ours))} ns, ${three(ratio(ours, bare))} × the limit`,
    },
  ];
}
