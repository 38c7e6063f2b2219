import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CountStart } from '../../src/calendar/day-calendar.js';
import { timescales } from '../../src/cases/timescales.js';
import type { Deadline } from '../../src/deadlines/deadline.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { check } from '../property.js';
import { date, table } from './generated.js';
import { type Asked, caseFor, everyTiming } from './questions.js';
import { type Row, smallTable } from './small-table.js';

const wokingham = timescales(table);
const later = fc.integer({ min: 0, max: 60 });

/** The due date of a timing and of its tiers, for a case in which all that it counts from was on one day. */
const datesOf = ({ due, tiers }: Deadline): (string | null)[] => [due, ...tiers.map((tier) => tier.due)];

const inOrder = (earlier: readonly (string | null)[], after: readonly (string | null)[]): boolean =>
  earlier.every((one, index) => (one === null ? after[index] === null : one <= after[index]!));

/** Which way a timing counts: `after` its start, back from (`lead`) the event; both where it mixes the two. */
function direction({ timing }: Asked): 'after' | 'lead' | 'both' {
  const text = JSON.stringify(timing);
  const leads = text.includes('"by":');
  return leads && /"(within|every|after)":/.test(text) ? 'both' : leads ? 'lead' : 'after';
}

describe('a later trigger never gives an earlier date', () => {
  it.each(everyTiming)('$id', (asked) => {
    check(
      fc.property(date, later, (on, days) => {
        const after = isoDate(dayNumber(on) + days);
        const first = datesOf(wokingham.due(asked.id, caseFor(asked, on)));
        expect(inOrder(first, datesOf(wokingham.due(asked.id, caseFor(asked, after))))).toBe(true);
      }),
      { numRuns: 3 },
    );
  });

  it('in any unit and counting, with a roll or without', () => {
    check(
      fc.property(anyTiming(fc.constantFrom(undefined, ...ROLLS)), date, later, ({ row }, on, days) => {
        const made = timescales(smallTable([row]));
        const due = (start: string) => made.due('rule', { events: { start } }).due!;
        expect(due(on) <= due(isoDate(dayNumber(on) + days))).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a day more on which the authority is closed', () => {
  const closure = fc.integer({ min: -60, max: 60 });

  it.each(everyTiming)('moves what is counted after later, what is counted back earlier: $id', (asked) => {
    const way = direction(asked);
    expect(way).not.toBe('both');
    check(
      fc.property(date, closure, (on, offset) => {
        const input = caseFor(asked, on);
        const closed = timescales(table, { closures: [isoDate(dayNumber(on) + offset)] });
        const [open, shut] = [wokingham, closed].map((made) => datesOf(made.due(asked.id, input)));
        expect(way === 'after' ? inOrder(open!, shut!) : inOrder(shut!, open!)).toBe(true);
      }),
      { numRuns: 3 },
    );
  });

  it('in any unit and counting, with one closure or many', () => {
    const closures = fc.array(closure, { minLength: 1, maxLength: 12 });
    check(
      fc.property(
        anyTiming(fc.constant(undefined)),
        date,
        closures,
        closure,
        ({ row, sign }, on, offsets, more) => {
          const due = (closed: readonly number[]) =>
            timescales(smallTable([row]), {
              closures: closed.map((offset) => isoDate(dayNumber(on) + offset)),
            }).due('rule', { events: { start: on } }).due!;
          const [few, many] = [due(offsets), due([...offsets, more])];
          expect(sign === 1 ? few <= many : many <= few).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('is never counted out for a rule that is the same for the whole nation', () => {
    check(
      fc.property(date, fc.array(closure, { minLength: 1, maxLength: 12 }), (on, offsets) => {
        const national = smallTable([{ id: 'rule', due: { within: '20 working days', of: 'start' } }], {
          kind: 'national',
        });
        const closures = offsets.map((offset) => isoDate(dayNumber(on) + offset));
        const input = { events: { start: on } };
        expect(timescales(national, { closures }).due('rule', input)).toEqual(
          timescales(national).due('rule', input),
        );
      }),
    );
  });
});

const ROLLS = ['previous-working-day', 'next-working-day'] as const;

/** A rule with one period, forward or back, in any unit that needs no time of day. */
function anyTiming(roll: fc.Arbitrary<string | undefined>): fc.Arbitrary<{ row: Row; sign: 1 | -1 }> {
  return fc
    .record({
      amount: fc.integer({ min: 1, max: 40 }),
      unit: fc.constantFrom('working days', 'calendar days', 'weeks', 'months', 'hours'),
      counting: fc.constantFrom<CountStart>('next-day', 'next-working-day', 'trigger-day'),
      sign: fc.constantFrom(1 as const, -1 as const),
      roll,
    })
    .map(({ amount, unit, counting, sign, roll }) => {
      const period = `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
      const inHours = unit.startsWith('hour');
      const keys = inHours ? {} : { counting, ...(roll === undefined ? {} : { roll }) };
      const due =
        sign === 1 ? { within: period, of: 'start', ...keys } : { by: period, before: 'start', ...keys };
      return { row: { id: 'rule', due }, sign };
    });
}
