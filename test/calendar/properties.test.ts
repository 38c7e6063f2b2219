import fc from 'fast-check';
import { describe, test } from 'vitest';
import type { Bounds, CountStart } from '../../src/calendar/day-calendar.js';
import { type WorkingCalendar, workingCalendar } from '../../src/calendar/working-calendar.js';
import { check } from '../property.js';
import { IDS, rightBankHolidays } from './official.js';
import * as slow from './reference.js';

const FIRST = slow.dayNumber('2000-01-01');
const LAST = slow.dayNumber('2050-12-31');
const SPAN = 80;

const holidays = new Map(IDS.map((id) => [id, rightBankHolidays(id)]));

/** A calendar with closures and open days around a date, and the reference with the same. */
interface Pair {
  readonly id: string;
  readonly date: string;
  readonly day: number;
  readonly closures: readonly string[];
  readonly fast: WorkingCalendar;
  readonly slow: slow.ReferenceCalendar;
}

const offsets = fc.array(fc.integer({ min: -SPAN, max: SPAN }), { maxLength: 30 });

/** Far enough from the ends for counting 40 days either way over 60 closures. */
const pair: fc.Arbitrary<Pair> = fc
  .record({
    id: fc.constantFrom(...holidays.keys()),
    day: fc.integer({ min: FIRST + 3 * SPAN, max: LAST - 3 * SPAN }),
    closed: offsets,
    open: offsets,
  })
  .map(({ id, day, closed, open }) => {
    const closures = closed.map((offset) => slow.isoDate(day + offset));
    const openDates = open.map((offset) => slow.isoDate(day + offset));
    return {
      id,
      day,
      date: slow.isoDate(day),
      closures,
      fast: workingCalendar(id, { closures, open: openDates }),
      slow: {
        off: new Set([...holidays.get(id)!, ...closures.map(slow.dayNumber)]),
        open: new Set(openDates.map(slow.dayNumber)),
      },
    };
  });

const amount = fc.integer({ min: -40, max: 40 });
const positive = fc.integer({ min: 1, max: 40 });
const start = fc.constantFrom<CountStart>('next-day', 'next-working-day', 'trigger-day');
const bounds = fc.constantFrom<Bounds>('(]', '[)', '[]', '()');
const distance = fc.integer({ min: -SPAN, max: SPAN });

describe('the fast calendar equals the reference', () => {
  test('adding', () => {
    check(
      fc.property(pair, amount, start, (at, n, from) => {
        const result = slow.isoDate(slow.add(at.slow, at.day, n, from));
        return at.fast.addWorkingDays(at.date, n, { start: from }) === result;
      }),
    );
  });

  test('counting', () => {
    check(
      fc.property(pair, distance, bounds, (at, apart, ends) => {
        const count = slow.between(at.slow, at.day, at.day + apart, ends);
        return at.fast.workingDaysBetween(at.date, slow.isoDate(at.day + apart), { bounds: ends }) === count;
      }),
    );
  });

  test('next, previous, working or not', () => {
    check(
      fc.property(
        pair,
        (at) =>
          at.fast.isWorkingDay(at.date) === slow.isWorking(at.slow, at.day) &&
          (at.fast.nonWorkingReason(at.date) === null) === slow.isWorking(at.slow, at.day) &&
          at.fast.nextWorkingDayOrSame(at.date) === slow.isoDate(slow.next(at.slow, at.day)) &&
          at.fast.previousWorkingDayOrSame(at.date) === slow.isoDate(slow.previous(at.slow, at.day)),
      ),
    );
  });
});

describe('laws of counting', () => {
  test('a result is a working day', () => {
    check(
      fc.property(pair, amount, start, (at, n, from) => {
        const result = at.fast.addWorkingDays(at.date, n, { start: from });
        return at.fast.isWorkingDay(result) || (n === 0 && result === at.date && from !== 'next-working-day');
      }),
    );
  });

  test('from a working day, adding and taking away undo each other', () => {
    check(
      fc.property(pair, amount, start, (at, n, from) => {
        const day = at.fast.nextWorkingDayOrSame(at.date);
        const there = at.fast.addWorkingDays(day, n, { start: from });
        return at.fast.addWorkingDays(there, -n, { start: from }) === day;
      }),
    );
  });

  test('a later start never gives an earlier date', () => {
    check(
      fc.property(pair, amount, start, fc.nat({ max: SPAN }), (at, n, from, later) => {
        const first = at.fast.addWorkingDays(at.date, n, { start: from });
        return first <= at.fast.addWorkingDays(slow.isoDate(at.day + later), n, { start: from });
      }),
    );
  });

  test('more working days never give an earlier date, and within one direction always a later one', () => {
    check(
      fc.property(pair, amount, amount, start, (at, one, other, from) => {
        const less = Math.min(one, other);
        const more = Math.max(one, other);
        // The other two ways turn round at 0: day 1 and day -1 may be the same day, and 0 goes forward.
        const comparable = from === 'next-day' || less > 0 || more < 0;
        const first = at.fast.addWorkingDays(at.date, less, { start: from });
        const second = at.fast.addWorkingDays(at.date, more, { start: from });
        return !comparable || (less === more ? first === second : first < second);
      }),
    );
  });

  test('a count can be split', () => {
    check(
      fc.property(pair, positive, positive, start, (at, one, other, from) => {
        const whole = at.fast.addWorkingDays(at.date, one + other, { start: from });
        const first = at.fast.addWorkingDays(at.date, one, { start: from });
        const back = at.fast.addWorkingDays(at.date, -one - other, { start: from });
        const firstBack = at.fast.addWorkingDays(at.date, -one, { start: from });
        return (
          at.fast.addWorkingDays(first, other) === whole && at.fast.addWorkingDays(firstBack, -other) === back
        );
      }),
    );
  });

  test('one more day off never makes a deadline earlier, nor a latest start later', () => {
    check(
      fc.property(pair, positive, start, distance, (at, n, from, where) => {
        const more = workingCalendar(at.id, { closures: [...at.closures, slow.isoDate(at.day + where)] });
        const less = workingCalendar(at.id, { closures: at.closures });
        return (
          less.addWorkingDays(at.date, n, { start: from }) <=
            more.addWorkingDays(at.date, n, { start: from }) &&
          less.addWorkingDays(at.date, -n, { start: from }) >=
            more.addWorkingDays(at.date, -n, { start: from })
        );
      }),
    );
  });

  test('counting tells how many were added, with all bounds', () => {
    check(
      fc.property(pair, amount, (at, n) => {
        const end = at.fast.addWorkingDays(at.date, n);
        const count = (ends: Bounds) => at.fast.workingDaysBetween(at.date, end, { bounds: ends });
        const sign = Math.sign(n);
        const startsWorking = at.fast.isWorkingDay(at.date) ? sign : 0;
        if (n === 0) return count('(]') === 0 && count('[)') === 0 && count('()') === 0;
        return (
          count('(]') === n &&
          count('()') === n - sign &&
          count('[]') === n + startsWorking &&
          count('[)') === n - sign + startsWorking
        );
      }),
    );
  });

  test('a stretch can be cut in two', () => {
    check(
      fc.property(pair, fc.nat({ max: SPAN }), fc.nat({ max: SPAN }), (at, one, other) => {
        const middle = slow.isoDate(at.day + one);
        const end = slow.isoDate(at.day + one + other);
        const whole = at.fast.workingDaysBetween(at.date, end);
        return (
          whole === at.fast.workingDaysBetween(at.date, middle) + at.fast.workingDaysBetween(middle, end)
        );
      }),
    );
  });

  test('taken the other way about, with the bounds turned, a count only changes its sign', () => {
    const turned = { '(]': '[)', '[)': '(]', '[]': '[]', '()': '()' } as const;
    check(
      fc.property(pair, distance, bounds, (at, apart, ends) => {
        const end = slow.isoDate(at.day + apart);
        const there = at.fast.workingDaysBetween(at.date, end, { bounds: ends });
        const back = at.fast.workingDaysBetween(end, at.date, { bounds: turned[ends] });
        // Of the same day twice, the count has no direction to change.
        return apart === 0 ? there === back : there + back === 0;
      }),
    );
  });
});
