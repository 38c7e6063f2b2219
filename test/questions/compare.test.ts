import { describe, expect, it } from 'vitest';
import { timescales } from '../../src/cases/timescales.js';
import { compare } from '../../src/questions/compare.js';
import { rightBankHolidays } from '../calendar/official.js';
import { add, dayNumber } from '../calendar/reference.js';
import { smallTable } from '../engine/small-table.js';
import { builtInTable } from '../tables.js';

const IDS = ['england', 'wokingham', 'somerset', 'bracknell-forest', 'peterborough', 'shropshire'];
const all = IDS.map((id) => timescales(builtInTable(id)));
const table = (id: string, within: string, more: object = {}) =>
  timescales(smallTable([{ id: 'rule', due: { within, of: 'start' }, ...more }], { id }));

describe('one timescale across authorities', () => {
  const comparison = compare(all, 'initial-conference', { on: '2026-03-27' });

  it('is held against the national table, and says who has none', () => {
    expect(comparison).toMatchObject({ rule: 'initial-conference', on: '2026-03-27', against: 'england' });
    expect(comparison.without).toEqual(['shropshire']);
    expect(comparison.rules.map(({ authority }) => authority)).toEqual(IDS.slice(0, 5));
  });

  it('has the date of each, with its clause and what starts its clock', () => {
    // Friday 27 March 2026 and 15 working days over Easter: Tuesday 21 April.
    expect(new Set(comparison.rules.map(({ due }) => due))).toEqual(new Set(['2026-04-21']));
    const wokingham = comparison.rules.find(({ authority }) => authority === 'wokingham')!;
    expect(wokingham).toMatchObject({ startsWith: ['section-47-start'], daysFromBase: 0, verified: true });
    expect(wokingham.clauses.map(({ id }) => id)).toContain('WOK-CPC-01');
  });

  it('gives a row for each step of a series', () => {
    const steps = compare([table('one', '1 week'), table('two', '2 weeks')], 'rule').rules.map(
      ({ step }) => step,
    );
    expect(steps).toEqual([null, null]);
    const series = timescales(
      smallTable([
        { id: 'rule', due: { every: '6 weeks', first: [{ within: '10 working days', of: 'start' }] } },
      ]),
    );
    expect(compare([series], 'rule', { on: '2026-03-02' }).rules.map(({ step, due }) => [step, due])).toEqual(
      [
        [1, '2026-03-16'],
        [2, '2026-04-13'],
      ],
    );
  });
});

describe('the days apart', () => {
  it('are those of every start day, counted one by one', () => {
    const from = '2019-01-01';
    const until = '2027-12-31';
    const { rules } = compare([table('one', '20 working days'), table('two', '28 calendar days')], 'rule', {
      from,
      until,
    });
    const slow = { off: rightBankHolidays('GB-ENG') };
    const apart: number[] = [];
    for (let start = dayNumber(from); start <= dayNumber(until); start++)
      apart.push(start + 28 - add(slow, start, 20));
    apart.sort((left, right) => left - right);
    expect(rules[1]!.apart).toMatchObject({
      starts: apart.length,
      later: apart.filter((days) => days > 0).length,
      sooner: apart.filter((days) => days < 0).length,
      least: apart[0],
      greatest: apart.at(-1),
      median: apart[Math.ceil(apart.length / 2) - 1],
    });
  });

  it('are not there for the one compared with, which can be chosen', () => {
    const [one, two] = [table('one', '1 week'), table('two', '2 weeks')];
    expect(compare([one, two], 'rule').rules.map(({ apart }) => apart?.median ?? null)).toEqual([null, 7]);
    expect(
      compare([one, two], 'rule', { against: 'two' }).rules.map(({ apart }) => apart?.median ?? null),
    ).toEqual([-7, null]);
  });

  it('say so where the clocks start with different events', () => {
    const other = timescales(
      smallTable([{ id: 'rule', due: { within: '1 week', of: 'meeting' } }], { id: 'other' }),
    );
    expect(compare([table('one', '1 week'), other], 'rule').rules[1]!.notes).toEqual([
      'Its clock starts with another event; the days apart hold where both fall on one day.',
    ]);
  });
});

describe('the version', () => {
  const versions = timescales(
    smallTable([
      { id: 'rule', due: { within: '1 week', of: 'start' }, until: '2024-01-01' },
      { id: 'rule', due: { within: '2 weeks', of: 'start' }, from: '2024-01-01' },
    ]),
  );

  it.each([
    ['2023-12-31', '2024-01-07'],
    ['2024-01-01', '2024-01-15'],
  ])('is the one in force on the start day: %s', (on, due) => {
    expect(compare([versions], 'rule', { on }).rules[0]!.due).toBe(due);
  });

  it('is the newest without a start day', () => {
    expect(compare([versions], 'rule').rules[0]!.says).toBe(
      'The rule rule: due within 2 weeks of the start.',
    );
  });
});

describe('a comparison is refused', () => {
  it.each([
    ['of a rule that nobody has', 'initial-conferense', {}, 'UNKNOWN_RULE', 'rule'],
    [
      'with an authority that is not there',
      'initial-conference',
      { against: 'wokinham' },
      'UNKNOWN_AUTHORITY',
      'against',
    ],
    [
      'with one that has no such rule',
      'initial-conference',
      { against: 'shropshire' },
      'UNKNOWN_AUTHORITY',
      'against',
    ],
    ['on a day that does not exist', 'initial-conference', { on: '2026-02-29' }, 'INVALID_DATE', 'on'],
    ['outside the calendar', 'initial-conference', { on: '1999-12-31' }, 'OUTSIDE_COVERAGE', 'on'],
    [
      'over no day at all',
      'initial-conference',
      { from: '2026-01-02', until: '2026-01-01' },
      'INVALID_OPTION',
      'until',
    ],
  ])('%s', (_, rule, options, code, path) => {
    expect(() => compare(all, rule, options)).toThrowError(expect.objectContaining({ code, path }));
  });
});
