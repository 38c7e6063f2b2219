import { describe, expect, test } from 'vitest';
import type { Bounds, CountStart } from '../../src/calendar/day-calendar.js';
import { workingCalendar } from '../../src/calendar/working-calendar.js';
import type { Day } from '../../src/time/day.js';
import { IDS, OFFICIAL, rightBankHolidays } from './official.js';
import * as slow from './reference.js';

const STARTS: CountStart[] = ['next-day', 'next-working-day', 'trigger-day'];
const BOUNDS: Bounds[] = ['(]', '[)', '[]', '()'];
const FIRST = slow.dayNumber('2000-01-01');
const LAST = slow.dayNumber('2050-12-31');
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Every day of the coverage that is far enough from its ends, on which two ways of working it out differ. */
function differences(margin: number, check: (day: number, date: string) => boolean): string[] {
  const found: string[] = [];
  for (let day = FIRST + margin; day <= LAST - margin; day++) {
    const date = slow.isoDate(day);
    if (!check(day, date)) found.push(date);
  }
  return found;
}

describe.each(IDS)('every day of %s equals the reference', (id) => {
  const calendar = workingCalendar(id);
  const reference = { off: rightBankHolidays(id) };

  test('working or not', () => {
    const check = (day: number, date: string) =>
      calendar.isWorkingDay(date) === slow.isWorking(reference, day);
    expect(differences(0, check)).toEqual([]);
  });

  test.each([1, -1, 15])('%i working days', (n) => {
    const check = (day: number) =>
      STARTS.every((start) => {
        return calendar.days.addWorkingDays(day as Day, n, start) === slow.add(reference, day, n, start);
      });
    expect(differences(30, check)).toEqual([]);
  });

  test('ISO dates in and out, 15 working days, next and previous', () => {
    const check = (day: number, date: string) =>
      calendar.addWorkingDays(date, 15) === slow.isoDate(slow.add(reference, day, 15)) &&
      calendar.nextWorkingDayOrSame(date) === slow.isoDate(slow.next(reference, day)) &&
      calendar.previousWorkingDayOrSame(date) === slow.isoDate(slow.previous(reference, day));
    expect(differences(30, check)).toEqual([]);
  });

  test('counts, forward and back, with all bounds', () => {
    // Distances that meet weekends and holidays at either end.
    const check = (day: number) =>
      [0, 1, 2, 4, 9].every((distance, index) => {
        const start = day as Day;
        const end = (index % 2 === day % 2 ? day + distance : day - distance) as Day;
        return BOUNDS.every((bounds) => {
          return (
            calendar.days.workingDaysBetween(start, end, bounds) ===
            slow.between(reference, start, end, bounds)
          );
        });
      });
    expect(differences(9, check)).toEqual([]);
  });
});

test.each(IDS)('every day of the official years of %s has the reason that the official list gives', (id) => {
  const official = new Set(OFFICIAL.divisions[id]!.map(([date]) => date));
  const calendar = workingCalendar(id);
  const wrong: string[] = [];
  for (let day = slow.dayNumber('2011-01-01'); day <= slow.dayNumber('2028-12-31'); day++) {
    const date = slow.isoDate(day);
    const reason = calendar.nonWorkingReason(date);
    const weekday = WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]!;
    const right = official.has(date)
      ? reason !== null && !WEEKDAYS.includes(reason)
      : reason === (weekday.startsWith('S') ? weekday : null);
    if (!right || calendar.isWorkingDay(date) !== (reason === null)) wrong.push(`${date} ${reason}`);
  }
  expect(wrong).toEqual([]);
});

describe('England and Wales, days worked out by hand', () => {
  const calendar = workingCalendar('GB-ENG');

  test.each([
    ['2026-03-27', 15, undefined, '2026-04-21', 'Friday; Good Friday and Easter Monday skipped'],
    ['2026-03-28', 1, 'next-day', '2026-03-30', 'Saturday, Monday'],
    ['2026-03-28', 1, 'next-working-day', '2026-03-31', 'Saturday, received on Monday, Tuesday'],
    ['2026-03-27', 1, 'next-working-day', '2026-03-30', 'Friday, Monday'],
    ['2026-03-27', 1, 'trigger-day', '2026-03-27', 'Friday is day 1'],
    ['2026-03-28', 1, 'trigger-day', '2026-03-30', 'Saturday, Monday is day 1'],
    ['2026-03-28', 2, 'trigger-day', '2026-03-31', 'Saturday, Tuesday is day 2'],
    ['2026-03-28', 0, 'next-day', '2026-03-28', 'Saturday itself'],
    ['2026-03-28', 0, 'trigger-day', '2026-03-28', 'Saturday itself'],
    ['2026-03-28', 0, 'next-working-day', '2026-03-30', 'the Monday of receipt'],
    ['2026-03-28', -0, 'next-day', '2026-03-28', 'Saturday itself'],
    ['2026-04-21', -15, 'next-day', '2026-03-27', 'Tuesday back to Friday'],
    ['2026-03-29', -1, 'next-day', '2026-03-27', 'Sunday, the Friday before'],
    ['2026-03-29', -1, 'next-working-day', '2026-03-26', 'Sunday, from Friday, Thursday'],
    ['2026-03-27', -1, 'trigger-day', '2026-03-27', 'Friday is day -1'],
    ['2026-03-29', -1, 'trigger-day', '2026-03-27', 'Sunday, Friday is day -1'],
    ['2026-12-24', 1, 'next-day', '2026-12-29', 'Thursday; Christmas, weekend, Boxing Day moved to Monday'],
    ['2022-09-16', 1, 'next-day', '2022-09-20', 'Friday; the state funeral on Monday'],
    ['2012-05-25', 1, 'next-day', '2012-05-28', 'Friday; 28 May 2012 was worked'],
    ['2012-06-01', 1, 'next-day', '2012-06-06', 'Friday; the Diamond Jubilee'],
    ['2002-05-31', 1, 'next-day', '2002-06-05', 'Friday; the Golden Jubilee'],
  ] as const)('%s + %i, %s = %s (%s)', (date, n, start, result, _why) => {
    expect(calendar.addWorkingDays(date, n, start === undefined ? undefined : { start })).toBe(result);
  });

  test.each([
    ['2026-03-27', '2026-04-21', undefined, 15],
    ['2026-03-27', '2026-04-21', '[)', 15],
    ['2026-03-27', '2026-04-21', '[]', 16],
    ['2026-03-27', '2026-04-21', '()', 14],
    ['2026-04-21', '2026-03-27', '(]', -15],
    // Saturday 28 back to Friday 27: the start is left out, the end counts.
    ['2026-03-28', '2026-03-27', '(]', -1],
    ['2026-03-28', '2026-03-27', '[)', 0],
    ['2026-03-27', '2026-03-27', '(]', 0],
    ['2026-03-27', '2026-03-27', '[]', 1],
    ['2026-03-27', '2026-03-27', '()', 0],
    ['2026-03-28', '2026-03-28', '[]', 0],
    ['2026-04-03', '2026-04-06', '[]', 0],
  ] as const)('from %s to %s, %s: %i', (start, end, bounds, count) => {
    expect(calendar.workingDaysBetween(start, end, bounds === undefined ? undefined : { bounds })).toBe(
      count,
    );
  });

  test('the year 2026', () => {
    expect(calendar.holidays(2026)).toEqual([
      { date: '2026-01-01', name: "New Year's Day" },
      { date: '2026-04-03', name: 'Good Friday' },
      { date: '2026-04-06', name: 'Easter Monday' },
      { date: '2026-05-04', name: 'Early May bank holiday' },
      { date: '2026-05-25', name: 'Spring bank holiday' },
      { date: '2026-08-31', name: 'Summer bank holiday' },
      { date: '2026-12-25', name: 'Christmas Day' },
      { date: '2026-12-28', name: 'Boxing Day (substitute day)' },
    ]);
  });

  test('coverage, id and kinds of years', () => {
    expect(calendar.id).toBe('GB-ENG');
    expect(calendar.coverage).toEqual({ from: '2000-01-01', until: '2050-12-31' });
    expect([2000, 2010, 2011, 2028, 2029, 2050].map((year) => calendar.days.yearKind(year))).toEqual([
      'historical',
      'historical',
      'official',
      'official',
      'projected',
      'projected',
    ]);
    const isProjected = (date: string) => calendar.days.isProjected(slow.dayNumber(date) as Day);
    expect([isProjected('2000-01-01'), isProjected('2028-12-31'), isProjected('2029-01-01')]).toEqual([
      false,
      false,
      true,
    ]);
  });
});

test('the divisions part where the law does', () => {
  const reasons = (date: string) => IDS.map((id) => workingCalendar(id).nonWorkingReason(date));
  expect(reasons('2026-04-06')).toEqual(['Easter Monday', null, 'Easter Monday']);
  expect(reasons('2026-06-15')).toEqual([null, 'World Cup bank holiday', null]);
  expect(reasons('2026-03-17')).toEqual([null, null, "St Patrick's Day"]);
  expect(reasons('2006-11-30')).toEqual([null, null, null]);
  expect(reasons('2007-11-30')).toEqual([null, "St Andrew's Day", null]);
  expect(reasons('2026-08-03')).toEqual([null, 'Summer bank holiday', null]);
});

describe('closures and open days', () => {
  const closures = [{ from: '2026-12-24', until: '2027-01-02', name: 'Christmas shutdown' }, '2026-07-01'];

  test('a closure day is not a working day and says so; a holiday or weekend keeps its own reason', () => {
    const calendar = workingCalendar('GB-ENG', { closures });
    expect(calendar.nonWorkingReason('2026-12-24')).toBe('Closed: Christmas shutdown');
    expect(calendar.nonWorkingReason('2026-12-25')).toBe('Christmas Day');
    expect(calendar.nonWorkingReason('2026-12-26')).toBe('Saturday');
    expect(calendar.nonWorkingReason('2026-07-01')).toBe('Closed');
    expect(calendar.addWorkingDays('2026-12-23', 1)).toBe('2027-01-04');
    expect(calendar.holidays(2027).slice(0, 2)).toEqual([
      { date: '2027-01-01', name: "New Year's Day" },
      { date: '2027-03-26', name: 'Good Friday' },
    ]);
    expect(calendar.holidays(2026).filter(({ name }) => name.startsWith('Closed'))).toHaveLength(5);
  });

  test('an open day is a working day, be it a closure, a holiday or a Saturday', () => {
    const open = ['2026-12-30', '2026-12-28', '2026-12-26'];
    const calendar = workingCalendar('GB-ENG', { closures, open });
    expect(open.map((date) => calendar.nonWorkingReason(date))).toEqual([null, null, null]);
    expect(calendar.workingDaysBetween('2026-12-23', '2027-01-02')).toBe(3);
    expect(calendar.holidays(2026).map(({ date }) => date)).not.toContain('2026-12-28');
  });

  test('the built-in calendar is made once and stays as it is', () => {
    const plain = workingCalendar('GB-ENG');
    workingCalendar('GB-ENG', { closures });
    expect(workingCalendar('GB-ENG')).toBe(plain);
    expect(workingCalendar('GB-ENG', { closures: [] })).toBe(plain);
    expect(plain.isWorkingDay('2026-12-24')).toBe(true);
    expect(Object.isFrozen(plain) && Object.isFrozen(plain.days) && Object.isFrozen(plain.coverage)).toBe(
      true,
    );
  });

  test('later changes of the input do not reach the calendar', () => {
    const dates = ['2026-07-01'];
    const calendar = workingCalendar('GB-ENG', { closures: dates });
    dates.push('2026-07-02');
    expect(calendar.isWorkingDay('2026-07-02')).toBe(true);
  });
});

describe("a calendar of one's own", () => {
  const definition = {
    id: 'friday-and-saturday',
    weekend: ['Friday', 6],
    holidays: [
      { date: '2026-03-25', name: "Founder's day" },
      { date: '2026-03-27', name: 'A holiday on the weekend' },
    ],
    coverage: { from: '2026-03-01', until: '2026-04-30' },
  } as const;
  const calendar = workingCalendar(definition);

  test('has its own weekend, holidays and coverage', () => {
    expect(calendar.addWorkingDays('2026-03-24', 2)).toBe('2026-03-29');
    expect(calendar.nonWorkingReason('2026-03-27')).toBe('A holiday on the weekend');
    expect(calendar.nonWorkingReason('2026-03-28')).toBe('Saturday');
    expect(calendar.isWorkingDay('2026-03-29')).toBe(true);
    expect(calendar.holidays(2026)).toEqual(definition.holidays);
    expect(calendar.coverage).toEqual(definition.coverage);
  });

  test('is official in all its years, unless it says which are', () => {
    expect(calendar.days.yearKind(2026)).toBe('official');
    const coverage = { from: '2024-01-01', until: '2027-12-31' };
    const dated = workingCalendar({ ...definition, coverage, official: { from: 2025, until: 2026 } });
    expect([2024, 2025, 2026, 2027].map((year) => dated.days.yearKind(year))).toEqual([
      'historical',
      'official',
      'official',
      'projected',
    ]);
  });

  test('may have no weekend at all', () => {
    const daily = workingCalendar({ ...definition, weekend: [], holidays: [] });
    expect(daily.addWorkingDays('2026-03-24', 7)).toBe('2026-03-31');
  });
});
