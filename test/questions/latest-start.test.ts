import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { latestStart } from '../../src/questions/latest-start.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { smallTable } from '../engine/small-table.js';
import { check } from '../property.js';
import { wokinghamTable } from '../tables.js';

const wokingham = timescales(wokinghamTable());

const next = (date: string, days = 1): string => isoDate(dayNumber(date) + days);

/** Timings of every unit and counting, forward and back. */
const period = fc
  .tuple(
    fc.integer({ min: 0, max: 40 }),
    fc.constantFrom('working days', 'calendar days', 'weeks', 'months', 'years'),
  )
  .map(([amount, unit]) => `${unit === 'years' ? Math.min(amount, 5) : amount} ${unit}`);
const counting = fc.constantFrom('next-day', 'next-working-day', 'trigger-day');
const roll = fc.constantFrom(undefined, 'previous-working-day', 'next-working-day');
const timing = fc.tuple(period, counting, roll, fc.boolean()).map(([by, how, to, isLead]) => ({
  ...(isLead ? { by, before: 'start' } : { within: by, of: 'start' }),
  counting: how,
  ...(to ? { roll: to } : {}),
}));
const date = fc.integer({ min: dayNumber('2006-01-01'), max: dayNumber('2044-12-31') }).map(isoDate);

describe('the latest start turns the due date round', () => {
  it('is due by the completion, and a day later is due after it', () => {
    check(
      fc.property(timing, date, (due, completion) => {
        const made = timescales(smallTable([{ id: 'rule', due }]));
        const dueOf = (start: string) => made.due('rule', { events: { start } }).due!;
        const answer = latestStart(made, 'rule', completion);
        expect(answer.due).toBe(dueOf(answer.latestStart!));
        expect(answer.due! <= completion).toBe(true);
        expect(dueOf(next(answer.latestStart!)) > completion).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('of a due date is a start with that due date', () => {
    check(
      fc.property(timing, date, (due, start) => {
        const made = timescales(smallTable([{ id: 'rule', due }]));
        const completion = made.due('rule', { events: { start } }).due!;
        const answer = latestStart(made, 'rule', completion);
        expect(answer.due).toBe(completion);
        expect(answer.earliestStart! <= start && start <= answer.latestStart!).toBe(true);
        expect(
          made.due('rule', { events: { start: next(answer.earliestStart!, -1) } }).due! < completion,
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('the latest start for a person', () => {
  it('has a weekend in it where the weekend shares the due date', () => {
    const answer = latestStart(wokingham, 'wokingham/initial-conference', '2026-04-21');
    // Friday 27 March gives Tuesday 21 April, and so do the Saturday and the Sunday after it.
    expect(answer).toMatchObject({
      rule: 'wokingham/initial-conference',
      earliestStart: '2026-03-27',
      latestStart: '2026-03-29',
      due: '2026-04-21',
      startsWith: ['section-47-start'],
    });
  });

  it('of a lead time is the event that is led up to', () => {
    // Invitations 5 working days ahead, by Tuesday 31 March 2026: Good Friday and Easter Monday lie between.
    expect(latestStart(wokingham, 'conference-invitations', '2026-03-31')).toMatchObject({
      latestStart: '2026-04-09',
      due: '2026-03-31',
    });
  });

  it('is not there before the table was in force', () => {
    expect(latestStart(wokingham, 'initial-conference', '2020-02-03')).toMatchObject({
      latestStart: null,
      due: null,
      earliestStart: '2020-02-01',
      safe: null,
    });
  });

  it('is taken from the version that is in force on it', () => {
    const due = (within: string) => ({ within, of: 'start' });
    const made = timescales(
      smallTable([
        { id: 'rule', due: due('10 calendar days'), until: '2024-01-01' },
        { id: 'rule', due: due('20 calendar days'), from: '2024-01-01' },
      ]),
    );
    // 20 days back from 15 January is before the change; ten days back is after it: the last day of the old rule.
    expect(latestStart(made, 'rule', '2024-01-15').latestStart).toBe('2023-12-31');
    expect(latestStart(made, 'rule', '2024-01-21').latestStart).toBe('2024-01-01');
  });
});

describe('a latest start is refused', () => {
  it.each([
    ['a rule that there is not', 'initial-conferense', '2026-04-21', 'UNKNOWN_RULE', 'rule'],
    ['what is no date', 'child-protection-bedroom', '2026-04-21', 'NOT_A_DEADLINE', 'rule'],
    ['a day that does not exist', 'initial-conference', '2026-02-30', 'INVALID_DATE', 'completion'],
    ['a day outside the calendar', 'initial-conference', '2051-01-01', 'OUTSIDE_COVERAGE', 'completion'],
  ])('%s', (_, rule, completion, code, path) => {
    expect(() => latestStart(wokingham, rule, completion)).toThrowError(
      expect.objectContaining({ code, path }),
    );
  });
});
