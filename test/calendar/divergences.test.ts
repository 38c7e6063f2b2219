import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  asInstalled,
  bankHolidays,
  DATA_FILE,
  DIVISIONS,
  dataFile,
  OFFICIAL_YEARS,
  readDivergences,
} from '../../src/build/calendars.js';
import { workingCalendar } from '../../src/calendar/working-calendar.js';
import { OFFICIAL, rightBankHolidays } from './official.js';
import { dayNumber, isoDate, isWeekend } from './reference.js';

const divergences = readDivergences();

function years(from: number, until: number): number[] {
  return Array.from({ length: until - from + 1 }, (_, index) => from + index);
}

test('the official years are those of the official list', () => {
  expect(OFFICIAL.official).toEqual(OFFICIAL_YEARS);
  for (const list of Object.values(OFFICIAL.divisions)) {
    const listed = new Set(list.map(([date]) => Number(date.slice(0, 4))));
    expect([...listed]).toEqual(years(OFFICIAL_YEARS.from, OFFICIAL_YEARS.until));
  }
});

test('Wales has the same bank holidays as England', () => {
  expect(asInstalled('WLS')).toEqual(asInstalled('ENG'));
});

describe.each(DIVISIONS)('$id', (division) => {
  const listed = divergences.filter((item) => item.division === division.id);
  const installed = asInstalled(division.state);

  test('every day on which date-holidays is wrong is a listed divergence, and the other way about', () => {
    const right = new Set([...rightBankHolidays(division.id)].map(isoDate));
    const missing = [...right].filter((date) => !installed.has(date)).sort();
    const extra = [...installed.keys()].filter((date) => !right.has(date)).sort();
    const dates = (direction: string) =>
      listed
        .filter((item) => item.direction === direction)
        .map((item) => item.date)
        .sort();
    expect(dates('missing')).toEqual(missing);
    expect(dates('extra')).toEqual(extra);
  });

  test('an extra day is listed under the name that date-holidays gives it', () => {
    for (const { date, name, direction } of listed) {
      expect(installed.get(date), date).toBe(direction === 'extra' ? name : undefined);
    }
  });

  test('the corrected calendar is the official list, day for day', () => {
    const holidays = years(OFFICIAL_YEARS.from, OFFICIAL_YEARS.until).flatMap((year) =>
      workingCalendar(division.id).holidays(year),
    );
    expect(holidays.map(({ date }) => date)).toEqual(OFFICIAL.divisions[division.id]!.map(([date]) => date));
  });

  test('the names are the official titles in one spelling', () => {
    const ours = new Map(bankHolidays(division));
    const different = OFFICIAL.divisions[division.id]!.filter(
      ([date, title]) => plain(ours.get(date)!) !== plain(title),
    ).map(([date]) => date);
    // In these years GOV.UK gave the same two days to the two holidays the other way about from later years.
    const swapped = ['2011-12-26', '2011-12-27'];
    if (division.id === 'GB-SCT') swapped.push('2012-01-02', '2012-01-03', '2017-01-02', '2017-01-03');
    expect(different).toEqual(swapped.sort());
  });
});

test('the committed data file is what the builder makes', () => {
  expect(readFileSync(DATA_FILE, 'utf8')).toBe(dataFile());
});

test('each divergence is on a weekday, has a source and stands once, in order', () => {
  const keys = divergences.map(
    ({ division, date }) => `${DIVISIONS.findIndex(({ id }) => id === division)} ${date}`,
  );
  expect(keys).toEqual([...new Set(keys)].sort());
  for (const { date, source, direction } of divergences) {
    expect(isWeekend(dayNumber(date)), date).toBe(false);
    expect(source).toMatch(/^\S.{10,}\S$/);
    expect(['missing', 'extra']).toContain(direction);
  }
});

const ONE_OFFS: Readonly<Record<string, string>> = {
  'platinum jubilee bank holiday': 'platinum jubilee',
  'bank holiday for the state funeral of queen elizabeth ii': 'state funeral of queen elizabeth ii',
  'bank holiday for the coronation of king charles iii': 'coronation of king charles iii',
  "queen's diamond jubilee (extra bank holiday)": 'diamond jubilee',
  'spring bank holiday (substitute day)': 'spring bank holiday',
};

function plain(title: string): string {
  const lower = title.toLowerCase();
  return ONE_OFFS[lower] ?? lower;
}
