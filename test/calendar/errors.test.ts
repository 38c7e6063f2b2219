import { describe, expect, test } from 'vitest';
import { regionCalendar } from '../../src/calendar/region.js';
import { workingCalendar } from '../../src/calendar/working-calendar.js';
import { type FailureCode, TimescaleError } from '../../src/failure.js';

function failure(action: () => unknown): TimescaleError {
  try {
    action();
  } catch (error) {
    if (error instanceof TimescaleError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

type Row = [what: string, code: FailureCode, path: string, value: unknown, action: () => unknown];

/** For input that the types already refuse. */
function wrong<T>(value: unknown): T {
  return value as T;
}

const calendar = workingCalendar('GB-ENG');
const coverage = { from: '2026-01-01', until: '2026-12-31' };
const own = { id: 'own', weekend: [6, 7], holidays: [], coverage };
const define = (change: object) => () => workingCalendar({ ...own, ...change });

const rows: Row[] = [
  ['not a date', 'INVALID_DATE', 'date', '2026-02-30', () => calendar.isWorkingDay('2026-02-30')],
  [
    'a date with a zone',
    'DATE_HAS_ZONE',
    'date',
    '2026-03-27Z',
    () => calendar.nonWorkingReason('2026-03-27Z'),
  ],
  ['no date', 'DATE_MISSING', 'start', '', () => calendar.workingDaysBetween('', '2026-03-27')],
  [
    'a wrong end',
    'INVALID_DATE',
    'end',
    '27/03/2026',
    () => calendar.workingDaysBetween('2026-03-27', '27/03/2026'),
  ],
  ['a Date', 'INVALID_DATE', 'date', expect.any(Date), () => calendar.isWorkingDay(wrong(new Date(0)))],

  ['too early', 'OUTSIDE_COVERAGE', 'date', '1999-12-31', () => calendar.isWorkingDay('1999-12-31')],
  ['too late', 'OUTSIDE_COVERAGE', 'date', '2051-01-01', () => calendar.addWorkingDays('2051-01-01', -5)],
  [
    'an end too late',
    'OUTSIDE_COVERAGE',
    'end',
    '2051-01-01',
    () => calendar.workingDaysBetween('2050-01-01', '2051-01-01'),
  ],
  [
    'a result too late',
    'OUTSIDE_COVERAGE',
    'date',
    '2050-12-20',
    () => calendar.addWorkingDays('2050-12-20', 15),
  ],
  [
    'a result too early',
    'OUTSIDE_COVERAGE',
    'date',
    '2000-01-04',
    () => calendar.addWorkingDays('2000-01-04', -1),
  ],
  [
    'a result far too late',
    'OUTSIDE_COVERAGE',
    'date',
    '2026-03-27',
    () => calendar.addWorkingDays('2026-03-27', Number.MAX_SAFE_INTEGER),
  ],
  [
    'no next day',
    'OUTSIDE_COVERAGE',
    'date',
    '2050-12-31',
    () => calendar.nextWorkingDayOrSame('2050-12-31'),
  ],
  [
    'no day of receipt',
    'OUTSIDE_COVERAGE',
    'date',
    '2050-12-31',
    () => calendar.addWorkingDays('2050-12-31', 0, { start: 'next-working-day' }),
  ],
  [
    'no previous day',
    'OUTSIDE_COVERAGE',
    'date',
    '2000-01-02',
    () => calendar.previousWorkingDayOrSame('2000-01-02'),
  ],
  ['a year', 'OUTSIDE_COVERAGE', 'year', 2051, () => calendar.holidays(2051)],
  ['no year', 'OUTSIDE_COVERAGE', 'year', Number.NaN, () => calendar.holidays(Number.NaN)],

  ['half a day', 'INVALID_AMOUNT', 'n', 1.5, () => calendar.addWorkingDays('2026-03-27', 1.5)],
  ['no number', 'INVALID_AMOUNT', 'n', Number.NaN, () => calendar.addWorkingDays('2026-03-27', Number.NaN)],
  [
    'infinity',
    'INVALID_AMOUNT',
    'n',
    Number.POSITIVE_INFINITY,
    () => calendar.addWorkingDays('2026-03-27', Number.POSITIVE_INFINITY),
  ],
  ['a text', 'INVALID_AMOUNT', 'n', '15', () => calendar.addWorkingDays('2026-03-27', wrong('15'))],
  [
    'a start',
    'INVALID_OPTION',
    'options.start',
    'day-1',
    () => calendar.addWorkingDays('2026-03-27', 1, { start: wrong('day-1') }),
  ],
  [
    'bounds',
    'INVALID_OPTION',
    'options.bounds',
    '][',
    () => calendar.workingDaysBetween('2026-03-27', '2026-03-28', { bounds: wrong('][') }),
  ],
  [
    'an unknown option',
    'UNKNOWN_KEY',
    'options.from',
    'from',
    () => calendar.addWorkingDays('2026-03-27', 1, wrong({ from: 'next-day' })),
  ],

  ['no such calendar', 'UNKNOWN_CALENDAR', '', 'GB-WLS', () => workingCalendar('GB-WLS')],
  ['no default', 'INVALID_CALENDAR', '', undefined, () => workingCalendar(wrong(undefined))],
  ['a list', 'INVALID_CALENDAR', '', [], () => workingCalendar(wrong([]))],

  ['an unknown key', 'UNKNOWN_KEY', 'holiday', 'holiday', define({ holiday: [] })],
  ['an empty id', 'INVALID_CALENDAR', 'id', ' ', define({ id: ' ' })],
  ['no weekend', 'INVALID_CALENDAR', 'weekend', undefined, define({ weekend: undefined })],
  ['a weekday 0', 'INVALID_CALENDAR', 'weekend[1]', 0, define({ weekend: [6, 0] })],
  ['a weekday 1.5', 'INVALID_CALENDAR', 'weekend[0]', 1.5, define({ weekend: [1.5] })],
  ['a short weekday', 'INVALID_CALENDAR', 'weekend[0]', 'Sat', define({ weekend: ['Sat'] })],
  [
    'a week without work',
    'INVALID_CALENDAR',
    'weekend',
    [1, 2, 3, 4, 5, 6, 7],
    define({ weekend: [1, 2, 3, 4, 5, 6, 7] }),
  ],
  ['no coverage', 'INVALID_CALENDAR', 'coverage', undefined, define({ coverage: undefined })],
  [
    'coverage reversed',
    'INVALID_CALENDAR',
    'coverage.until',
    '2025-12-31',
    define({ coverage: { from: '2026-01-01', until: '2025-12-31' } }),
  ],
  ['half a coverage', 'DATE_MISSING', 'coverage.until', null, define({ coverage: { from: '2026-01-01' } })],
  ['no holidays', 'INVALID_CALENDAR', 'holidays', undefined, define({ holidays: undefined })],
  [
    'a holiday as text',
    'INVALID_CALENDAR',
    'holidays[0]',
    '2026-12-25',
    define({ holidays: ['2026-12-25'] }),
  ],
  [
    'a wrong date',
    'INVALID_DATE',
    'holidays[0].date',
    '2026-02-29',
    define({ holidays: [{ date: '2026-02-29', name: 'Leap day' }] }),
  ],
  [
    'a holiday not covered',
    'OUTSIDE_COVERAGE',
    'holidays[0].date',
    '2027-01-01',
    define({ holidays: [{ date: '2027-01-01', name: 'Next year' }] }),
  ],
  [
    'no name',
    'INVALID_CALENDAR',
    'holidays[0].name',
    undefined,
    define({ holidays: [{ date: '2026-12-25' }] }),
  ],
  [
    'a holiday twice',
    'INVALID_CALENDAR',
    'holidays[1].date',
    '2026-12-25',
    define({
      holidays: [
        { date: '2026-12-25', name: 'One' },
        { date: '2026-12-25', name: 'Two' },
      ],
    }),
  ],
  [
    'official years',
    'INVALID_CALENDAR',
    'official',
    { from: 2028, until: 2011 },
    define({ official: { from: 2028, until: 2011 } }),
  ],

  [
    'an unknown option of a calendar',
    'UNKNOWN_KEY',
    'closed',
    'closed',
    () => workingCalendar('GB-ENG', wrong({ closed: [] })),
  ],
  [
    'closures as text',
    'INVALID_CALENDAR',
    'closures',
    '2026-12-29',
    () => workingCalendar('GB-ENG', { closures: wrong('2026-12-29') }),
  ],
  [
    'a wrong closure',
    'INVALID_DATE',
    'closures[1]',
    '29 December',
    () => workingCalendar('GB-ENG', { closures: ['2026-12-29', '29 December'] }),
  ],
  [
    'a closure not covered',
    'OUTSIDE_COVERAGE',
    'closures[0]',
    '2051-01-01',
    () => workingCalendar('GB-ENG', { closures: ['2051-01-01'] }),
  ],
  [
    'a closure that leaves the coverage',
    'OUTSIDE_COVERAGE',
    'closures[0].until',
    '2051-01-02',
    () =>
      workingCalendar('GB-ENG', {
        closures: [{ from: '2050-12-24', until: '2051-01-02', name: 'Christmas' }],
      }),
  ],
  [
    'a closure reversed',
    'INVALID_CALENDAR',
    'closures[0].until',
    '2026-12-24',
    () =>
      workingCalendar('GB-ENG', {
        closures: [{ from: '2026-12-31', until: '2026-12-24', name: 'Christmas' }],
      }),
  ],
  [
    'a closure without a name',
    'INVALID_CALENDAR',
    'closures[0].name',
    '',
    () => workingCalendar('GB-ENG', { closures: [{ from: '2026-12-24', until: '2026-12-31', name: '' }] }),
  ],
  [
    'a wrong open day',
    'INVALID_DATE',
    'open[0]',
    '2026-13-01',
    () => workingCalendar('GB-ENG', { open: ['2026-13-01'] }),
  ],

  ['an unknown country', 'UNKNOWN_CALENDAR', 'country', 'ZZ', () => regionCalendar('ZZ', { coverage })],
  ['an unknown state', 'UNKNOWN_CALENDAR', 'state', 'ZZ', () => regionCalendar('DE', 'ZZ', { coverage })],
  [
    'an unknown region',
    'UNKNOWN_CALENDAR',
    'region',
    'ZZ',
    () => regionCalendar('DE', 'BY', 'ZZ', { coverage }),
  ],
  [
    'a region without a state',
    'UNKNOWN_CALENDAR',
    'region',
    'A',
    () => regionCalendar('DE', undefined, 'A', { coverage }),
  ],
  ['the United Kingdom', 'UNKNOWN_CALENDAR', 'state', null, () => regionCalendar('GB', { coverage })],
  [
    'a built-in division',
    'UNKNOWN_CALENDAR',
    'state',
    'WLS',
    () => regionCalendar('GB', 'WLS', { coverage }),
  ],
  [
    'a region without coverage',
    'INVALID_CALENDAR',
    'coverage',
    undefined,
    () => regionCalendar('FR', wrong({})),
  ],
  ['a region without options', 'INVALID_CALENDAR', '', 'BY', () => regionCalendar('DE', wrong('BY'))],
  [
    'an unknown option of a region',
    'UNKNOWN_KEY',
    'years',
    'years',
    () => regionCalendar('FR', wrong({ coverage, years: 3 })),
  ],
];

describe('what is refused, and where', () => {
  test.each(rows)('%s: %s at "%s"', (_what, code, path, value, action) => {
    const error = failure(action);
    expect({ code: error.code, path: error.path, value: error.value }).toEqual({ code, path, value });
    expect(error.message).toMatch(/^\S.*[.)]$/);
  });
});

describe('a message says what would be right', () => {
  test.each([
    [
      'outside the coverage',
      () => calendar.isWorkingDay('2051-01-01'),
      '2051-01-01 is outside the coverage of calendar GB-ENG, 2000-01-01 to 2050-12-31.',
    ],
    [
      'a result outside the coverage',
      () => calendar.addWorkingDays('2050-12-20', 15),
      '15 working days after 2050-12-20 is outside the coverage of calendar GB-ENG, 2000-01-01 to 2050-12-31.',
    ],
    [
      'an unknown calendar',
      () => workingCalendar('gb-eng'),
      'There is no calendar "gb-eng"; name one of "GB-ENG" (England and Wales), "GB-SCT" (Scotland), "GB-NIR" (Northern Ireland).',
    ],
    [
      'a division that is built in',
      () => regionCalendar('GB', 'SCT', { coverage }),
      '"SCT" does not name a state with a calendar: take workingCalendar("GB-SCT"), which follows the official list.',
    ],
  ])('%s', (_what, action, message) => {
    expect(failure(action).message).toBe(message);
  });
});

test('days are checked too', () => {
  const { days } = calendar;
  expect(failure(() => days.isWorking((days.to + 1) as typeof days.to)).code).toBe('OUTSIDE_COVERAGE');
  expect(failure(() => days.isProjected((days.from - 1) as typeof days.to)).code).toBe('OUTSIDE_COVERAGE');
  expect(failure(() => days.yearKind(1999)).code).toBe('OUTSIDE_COVERAGE');
  expect(failure(() => days.addWorkingDays(days.from, 0.5, 'next-day')).code).toBe('INVALID_AMOUNT');
});
