import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Timescales, timescales } from '../../src/cases/timescales.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { check } from '../property.js';
import { day } from './generated.js';
import { type Row, smallTable } from './small-table.js';

/** So many months on: the corresponding day, or the month's last one. Shares nothing with the library. */
function monthsAfter(from: number, months: number): string {
  const [year, month, dayOfMonth] = isoDate(from).split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const lastDay = last.getUTCDate();
  return `${last.toISOString().slice(0, 8)}${String(Math.min(dayOfMonth, lastDay)).padStart(2, '0')}`;
}

const HORIZON = 3 * 366;

/** The due dates of a series that nobody has kept to: the open one, and those foreseen after it. */
function foreseen(rows: Row, from: number, made: Timescales = timescales(smallTable([rows]))): string[] {
  const plan = made.plan(
    { events: { start: isoDate(from) } },
    { asOf: isoDate(from), until: isoDate(from + HORIZON) },
  );
  expect(plan.failures).toEqual([]);
  return plan.deadlines.map(({ due }) => due!);
}

const series = (every: string, more: object = {}): Row => ({
  id: 'series',
  due: { every, from: 'start', ...more },
});

/** A year's 29th, 30th and 31st often among them. */
const anchor = fc.oneof(
  day,
  day.map((from) => dayNumber(`${isoDate(from).slice(0, 8)}01`) - 1),
  fc.constantFrom(...['2024-02-29', '2024-01-31', '2025-08-31', '2026-01-30', '2026-11-29'].map(dayNumber)),
);

describe('the k-th date of a series is k intervals from its anchor, never chained', () => {
  const UNITS: [string, number, (from: number, amount: number) => string][] = [
    ['month', 9, monthsAfter],
    ['year', 2, (from, amount) => monthsAfter(from, amount * 12)],
    ['week', 20, (from, amount) => isoDate(from + amount * 7)],
    ['calendar day', 100, (from, amount) => isoDate(from + amount)],
  ];

  it.each(UNITS)('%ss, counted from the one before', (unit, most, after) => {
    check(
      fc.property(anchor, fc.integer({ min: 1, max: most }), (from, amount) => {
        const dates = foreseen(series(`${amount} ${unit}${amount === 1 ? '' : 's'}`), from);
        expect(dates.length).toBeGreaterThan(0);
        expect(dates).toEqual(dates.map((_, index) => after(from, (index + 1) * amount)));
        // Only the first may lie beyond the horizon, and no date before it is left out.
        expect(after(from, (dates.length + 1) * amount) > isoDate(from + HORIZON) || dates.length > 400).toBe(
          true,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('months, in a fixed rhythm from the start, whenever the others were held', () => {
    const made = timescales(smallTable([series('1 month', { 'counted-from': 'start' })]));
    const held = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 8 });
    check(
      fc.property(anchor, held, (from, offsets) => {
        const asOf = isoDate(from + 401);
        const until = isoDate(from + HORIZON);
        const done = offsets.map((offset) => isoDate(from + offset));
        const { deadlines } = made.plan({ events: { start: isoDate(from), done } }, { asOf, until });
        const kth = Array.from({ length: 40 }, (_, index) => monthsAfter(from, index + 1));
        // Those held and the open one; of those after it, what is still to come.
        const expected = kth.filter((due, index) => index <= done.length || (due > asOf && due <= until));
        expect(deadlines.map(({ due }) => due)).toEqual(expected);
      }),
      { numRuns: 50 },
    );
  });

  it('working days: as many as the intervals have together', () => {
    check(
      fc.property(day, fc.integer({ min: 1, max: 60 }), (from, amount) => {
        const made = timescales(smallTable([series(`${amount} working day${amount === 1 ? '' : 's'}`)]));
        const dates = foreseen(series('unused'), from, made);
        expect(dates).toEqual(
          dates.map((_, index) => made.calendar.addWorkingDays(isoDate(from), (index + 1) * amount)),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('from the last one held, not from the start or a date foreseen', () => {
    const made = timescales(smallTable([series('1 month')]));
    check(
      fc.property(anchor, fc.integer({ min: 1, max: 60 }), (from, offset) => {
        const plan = made.plan(
          { events: { start: isoDate(from), done: isoDate(from + offset) } },
          { asOf: isoDate(from + offset), until: isoDate(from + HORIZON) },
        );
        const open = plan.deadlines.filter(({ done }) => done === null).map(({ due }) => due);
        expect(open).toEqual(open.map((_, index) => monthsAfter(from + offset, index + 1)));
        expect(open.length).toBeGreaterThan(12);
      }),
      { numRuns: 50 },
    );
  });

  it('a leg, then the rhythm: nothing of the rhythm is foreseen while the leg is open', () => {
    const made = timescales(
      smallTable(
        [series('3 months', { from: undefined, first: { within: '10 working days', of: 'start' } })].map(
          ({ due, ...row }) => ({ ...row, due: JSON.parse(JSON.stringify(due)) }),
        ),
      ),
    );
    check(
      fc.property(anchor, (from) => {
        expect(foreseen(series('unused'), from, made)).toEqual([
          made.calendar.addWorkingDays(isoDate(from), 10),
        ]);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the end of a series', () => {
  const ends = fc.constantFrom('4 weeks', '2 months', '100 calendar days');

  it('nothing is foreseen beyond it', () => {
    check(
      fc.property(anchor, ends, (from, until) => {
        const last = {
          '4 weeks': isoDate(from + 28),
          '2 months': monthsAfter(from, 2),
          '100 calendar days': isoDate(from + 100),
        }[until];
        for (const due of foreseen(series('1 week', { until }), from).slice(1))
          expect(due <= last).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('an end event leaves nothing foreseen', () => {
    const made = timescales(smallTable([series('1 week', { until: 'end' })]));
    check(
      fc.property(anchor, fc.integer({ min: 0, max: 60 }), (from, offset) => {
        const plan = made.plan(
          { events: { start: isoDate(from), end: isoDate(from + offset) } },
          { asOf: isoDate(from + offset), until: isoDate(from + HORIZON) },
        );
        expect(plan.deadlines.filter((deadline) => deadline.foreseen)).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
