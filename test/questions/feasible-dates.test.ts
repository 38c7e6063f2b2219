import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CaseInput, EventInput } from '../../src/cases/case-input.js';
import { type CheckRow, isFailure } from '../../src/cases/check.js';
import { type Timescales, timescales } from '../../src/cases/timescales.js';
import { type FeasibleDates, feasibleDates } from '../../src/questions/feasible/feasible-dates.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { type Row, smallTable } from '../engine/small-table.js';
import { check } from '../property.js';
import { wokinghamTable } from '../tables.js';

const wokingham = timescales(wokinghamTable());

const next = (date: string, days: number): string => isoDate(dayNumber(date) + days);
const plus = (input: CaseInput, events: readonly EventInput[]): CaseInput => ({
  ...input,
  events: [...(input.events as EventInput[]), ...events],
});

/** The outcomes of the rules that bear on the event, once it and all ahead of it are recorded. */
function outcomes(made: Timescales, answer: FeasibleDates, input: CaseInput): string[] {
  const rules = answer.rules.map(({ rule }) => rule);
  const { rows } = made.check([input], { asOf: '2049-12-30', rules });
  expect(rows.filter(isFailure)).toEqual([]);
  return (rows as CheckRow[])
    .filter(({ outcome }) => outcome !== 'not-started')
    .map(({ outcome }) => outcome);
}

function expectMet(made: Timescales, answer: FeasibleDates, input: CaseInput, asOf: string): void {
  for (const { date, actions } of answer.dates) {
    for (const { by } of actions) expect(by >= asOf).toBe(true);
    const done = plus(input, [
      { event: answer.event, on: date },
      ...actions.map(({ event, by }) => ({ event, on: by })),
    ]);
    expect(new Set(outcomes(made, answer, done))).toEqual(new Set(['met']));
  }
}

const period = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom('working days', 'calendar days', 'weeks'))
  .map(([amount, unit]) => `${unit === 'weeks' ? amount % 4 : amount} ${unit}`);
const date = fc.integer({ min: dayNumber('2012-01-01'), max: dayNumber('2028-06-30') }).map(isoDate);

/** A meeting within a period of the start, a report before it, and papers before the report or the meeting. */
const meeting = fc
  .tuple(fc.integer({ min: 5, max: 40 }), period, period, fc.constantFrom('meeting', 'report'))
  .map(([days, report, papers, ahead]): Row[] => [
    { id: 'meeting', done: 'meeting', due: { within: `${days} working days`, of: 'start' } },
    { id: 'report', done: 'report', due: { by: report, before: 'meeting' } },
    { id: 'papers', done: 'papers', due: { by: papers, before: ahead } },
  ]);
const events = ['start', 'end', 'meeting', 'report', 'papers'].map((id) => ({ id, means: `the ${id}` }));

describe('feasible dates', () => {
  it('satisfy every rule when they are checked, and the working days beside them do not', () => {
    check(
      fc.property(meeting, date, fc.integer({ min: 0, max: 45 }), (rows, start, later) => {
        const made = timescales(smallTable(rows, {}, { events }));
        const input: CaseInput = { events: [{ event: 'start', on: start }] };
        const asOf = next(start, later);
        const answer = feasibleDates(made, 'meeting', input, { asOf });
        expectMet(made, answer, input, asOf);
        const feasible = new Set(answer.dates.map((one) => one.date));
        for (let day = asOf; day <= next(asOf, 80); day = next(day, 1)) {
          if (feasible.has(day) || !made.calendar.isWorkingDay(day)) continue;
          // Nothing is in better time than what is done at once.
          const atOnce = ['report', 'papers'].map((event) => ({ event, on: asOf }));
          const tried = plus(input, [{ event: 'meeting', on: day }, ...atOnce]);
          expect(outcomes(made, answer, tried)).not.toEqual(['met', 'met', 'met']);
        }
        expect(answer.conflict.length > 0).toBe(answer.dates.length === 0);
      }),
      { numRuns: 60 },
    );
  });

  it('are none only for the rules in the conflict, and any of them fewer would have some', () => {
    check(
      fc.property(meeting, date, fc.integer({ min: 5, max: 60 }), (rows, start, later) => {
        const made = timescales(smallTable(rows, {}, { events }));
        const input: CaseInput = { events: [{ event: 'start', on: start }] };
        const asOf = next(start, later);
        const { conflict } = feasibleDates(made, 'meeting', input, { asOf });
        const ids = conflict.map(({ rule }) => rule);
        if (ids.length === 0) return;
        const datesWith = (rules: string[]) => feasibleDates(made, 'meeting', input, { asOf, rules }).dates;
        expect(datesWith(ids)).toEqual([]);
        for (const left of ids) expect(datesWith(ids.filter((id) => id !== left))).not.toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe("Wokingham's initial conference", () => {
  const discussion = (on: string): CaseInput => ({ events: [{ event: 'strategy-discussion', on }] });
  const around = [
    'initial-conference',
    'conference-set-up',
    'conference-invitations',
    'initial-conference-report',
    'conference-chair-conversation',
  ];

  it('waits for the set-up form and must be held within 15 working days', () => {
    const asOf = '2026-03-27';
    const answer = feasibleDates(wokingham, 'initial-conference', discussion(asOf), { asOf, rules: around });
    // Friday 27 March to Tuesday 21 April 2026 is 15 working days; 7 of them, over Easter, end on Thursday 9 April.
    expect(answer.dates.map((one) => one.date)).toEqual([
      '2026-04-09',
      '2026-04-10',
      '2026-04-13',
      '2026-04-14',
      '2026-04-15',
      '2026-04-16',
      '2026-04-17',
      '2026-04-20',
      '2026-04-21',
    ]);
    expect(answer.dates[0]!.actions.map(({ event, by }) => [event, by])).toEqual([
      ['conference-set-up-form-submitted', '2026-03-27'],
      ['conference-invitations-sent', '2026-03-31'],
      ['conference-chair-conversation', '2026-04-02'],
      ['initial-conference-report-submitted', '2026-04-07'],
    ]);
    expect(answer.bounded).toBe(true);
    expect(answer.conflict).toEqual([]);
  });

  it('can no longer be held in time once the set-up form is too late', () => {
    const answer = feasibleDates(wokingham, 'initial-conference', discussion('2026-03-27'), {
      asOf: '2026-04-13',
      rules: around,
    });
    // Seven working days from Monday 13 April end on Wednesday 22 April, a day after the conference is due.
    expect(answer.dates).toEqual([]);
    expect(answer.conflict.map(({ rule }) => rule)).toEqual([
      'wokingham/conference-set-up',
      'wokingham/initial-conference',
    ]);
  });

  it('can be held when the set-up form was handed in before', () => {
    const input = plus(discussion('2026-03-27'), [
      { event: 'conference-set-up-form-submitted', on: '2026-04-10' },
    ]);
    const answer = feasibleDates(wokingham, 'initial-conference', input, {
      asOf: '2026-04-13',
      rules: around,
    });
    // Seven working days after Friday 10 April is Tuesday 21 April, the last day for the conference.
    expect(answer.dates.map((one) => one.date)).toEqual(['2026-04-21']);
  });

  it('satisfies every rule around it when checked, whatever the day of the discussion', () => {
    check(
      fc.property(
        fc.integer({ min: dayNumber('2020-02-03'), max: dayNumber('2028-06-30') }).map(isoDate),
        fc.integer({ min: 0, max: 20 }),
        (on, later) => {
          const asOf = next(on, later);
          const answer = feasibleDates(wokingham, 'initial-conference', discussion(on), {
            asOf,
            rules: around,
          });
          expectMet(wokingham, answer, discussion(on), asOf);
        },
      ),
      { numRuns: 25 },
    );
  });
});

describe('what can be held is told', () => {
  const due = { within: '10 working days', of: 'start' };

  it('without a last day where no rule sets one', () => {
    const made = timescales(
      smallTable([{ id: 'report', done: 'done', due: { by: '2 weeks', before: 'meeting' } }]),
    );
    const answer = feasibleDates(
      made,
      'meeting',
      { events: [] },
      { asOf: '2026-03-02', until: '2026-03-20' },
    );
    expect(answer.bounded).toBe(false);
    expect(answer.dates.map((one) => one.date)).toEqual([
      '2026-03-16',
      '2026-03-17',
      '2026-03-18',
      '2026-03-19',
      '2026-03-20',
    ]);
  });

  it('as unsafe where another reading forbids it', () => {
    const readings = [{ due: { within: '10 calendar days', of: 'start' }, because: 'only days are printed' }];
    const made = timescales(smallTable([{ id: 'rule', done: 'meeting', due, readings }]));
    const input: CaseInput = { events: { start: '2026-03-02' } };
    const answer = feasibleDates(made, 'meeting', input, { asOf: '2026-03-11' });
    expect(answer.dates.map(({ date: day, safe }) => [day, safe])).toEqual([
      ['2026-03-11', true],
      ['2026-03-12', true],
      ['2026-03-13', false],
      ['2026-03-16', false],
    ]);
  });

  it('with what is lacking, where it is not known whether a rule is for the case', () => {
    const made = timescales(smallTable([{ id: 'rule', done: 'meeting', due, when: { first: true } }]));
    const answer = feasibleDates(
      made,
      'meeting',
      { events: { start: '2026-03-02' } },
      { asOf: '2026-03-02' },
    );
    expect(answer.rules.map(({ lacking }) => lacking)).toEqual([['fact first']]);
    expect(answer.dates.at(-1)!.date).toBe('2026-03-16');
  });

  it('on weekends too, if wanted', () => {
    const made = timescales(smallTable([{ id: 'rule', done: 'meeting', due }]));
    const input: CaseInput = { events: { start: '2026-03-02' } };
    const options = { asOf: '2026-03-12', until: '2026-03-31' };
    const days = (anyDay: boolean) =>
      feasibleDates(made, 'meeting', input, { ...options, anyDay }).dates.map((one) => one.date.slice(8));
    expect(days(true)).toEqual(['12', '13', '14', '15', '16']);
    expect(days(false)).toEqual(['12', '13', '16']);
  });

  it.each([
    ['an event that there is not', 'meting', { asOf: '2026-03-02' }, 'UNKNOWN_EVENT', 'event'],
    ['a rule that there is not', 'meeting', { asOf: '2026-03-02', rules: ['rul'] }, 'UNKNOWN_RULE', 'rule'],
    ['a day that does not exist', 'meeting', { asOf: '2026-02-30' }, 'INVALID_DATE', 'asOf'],
    [
      'an end before the start',
      'meeting',
      { asOf: '2026-03-02', until: '2026-03-01' },
      'INVALID_OPTION',
      'until',
    ],
    [
      'an end outside the calendar',
      'meeting',
      { asOf: '2026-03-02', until: '2051-01-01' },
      'OUTSIDE_COVERAGE',
      'until',
    ],
  ])('%s is refused', (_, event, options, code, path) => {
    const made = timescales(smallTable([{ id: 'rule', done: 'meeting', due }]));
    expect(() => feasibleDates(made, event, { events: [] }, options)).toThrowError(
      expect.objectContaining({ code, path }),
    );
  });
});
