import { describe, expect, test } from 'vitest';
import { regionCalendar } from '../../src/calendar/region.js';

const year = { coverage: { from: '2026-01-01', until: '2026-12-31' } };

describe('France', () => {
  const calendar = regionCalendar('FR', year);

  test('has its eleven public holidays, those on a weekend too', () => {
    expect(calendar.id).toBe('FR');
    expect(calendar.holidays(2026).map(({ date }) => date)).toEqual([
      '2026-01-01',
      '2026-04-06',
      '2026-05-01',
      '2026-05-08',
      '2026-05-14',
      '2026-05-25',
      '2026-07-14',
      '2026-08-15',
      '2026-11-01',
      '2026-11-11',
      '2026-12-25',
    ]);
  });

  test('counts over them: Thursday 7 May + 1 = Monday 11 May, Good Friday is worked', () => {
    expect(calendar.addWorkingDays('2026-05-07', 1)).toBe('2026-05-11');
    expect(calendar.isWorkingDay('2026-04-03')).toBe(true);
    expect(calendar.nonWorkingReason('2026-08-15')).toBe('Assumption');
  });
});

describe('Bavaria', () => {
  test('keeps Epiphany and Corpus Christi, which Berlin works', () => {
    const bavaria = regionCalendar('DE', 'BY', year);
    const berlin = regionCalendar('DE', 'BE', year);
    expect(bavaria.id).toBe('DE-BY');
    expect(bavaria.addWorkingDays('2026-01-05', 1)).toBe('2026-01-07');
    expect(bavaria.nonWorkingReason('2026-06-04')).toBe('Corpus Christi');
    expect(berlin.addWorkingDays('2026-01-05', 1)).toBe('2026-01-06');
    expect(berlin.isWorkingDay('2026-06-04')).toBe(true);
  });

  test('and Augsburg has a feast of its own, on 8 August', () => {
    const coverage = { from: '2025-01-01', until: '2025-12-31' };
    expect(regionCalendar('DE', 'BY', { coverage }).isWorkingDay('2025-08-08')).toBe(true);
    expect(regionCalendar('DE', 'BY', 'A', { coverage }).isWorkingDay('2025-08-08')).toBe(false);
    expect(regionCalendar('DE', 'BY', 'A', { coverage }).id).toBe('DE-BY-A');
  });
});

describe('Ireland', () => {
  test('has its Monday holidays and works on Good Friday', () => {
    const calendar = regionCalendar('IE', year);
    const mondays = ['2026-02-02', '2026-04-06', '2026-05-04', '2026-06-01', '2026-08-03', '2026-10-26'];
    expect(mondays.filter((date) => calendar.isWorkingDay(date))).toEqual([]);
    expect(calendar.isWorkingDay('2026-04-03')).toBe(true);
  });
});

describe('substitutes, long and half holidays', () => {
  test('a substitute day counts, also one that falls in the year before', () => {
    const calendar = regionCalendar('US', { coverage: { from: '2021-01-01', until: '2021-12-31' } });
    expect(calendar.nonWorkingReason('2021-07-05')).toBe('Independence Day (substitute day)');
    expect(calendar.isWorkingDay('2021-12-31')).toBe(false);
  });

  test('a holiday of three days is three days, an afternoon off is a working day', () => {
    const korea = regionCalendar('KR', year);
    expect(
      ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'].map((date) =>
        korea.isWorkingDay(date),
      ),
    ).toEqual([true, false, false, false, true]);
    expect(regionCalendar('IS', year).isWorkingDay('2026-12-24')).toBe(true);
  });

  test('an observance is worked', () => {
    expect(regionCalendar('DE', year).isWorkingDay('2026-02-16')).toBe(true);
  });
});

describe('options', () => {
  test("a weekend, closures and open days of one's own", () => {
    const options = {
      ...year,
      weekend: ['Friday', 'Saturday'] as const,
      closures: ['2026-03-25'],
      open: ['2026-04-06'],
    };
    const calendar = regionCalendar('FR', undefined, options);
    expect(calendar.nonWorkingReason('2026-03-27')).toBe('Friday');
    expect(calendar.isWorkingDay('2026-03-29')).toBe(true);
    expect(calendar.nonWorkingReason('2026-03-25')).toBe('Closed');
    expect(calendar.isWorkingDay('2026-04-06')).toBe(true);
  });

  test('every year is projected unless it is vouched for', () => {
    expect(regionCalendar('FR', year).days.yearKind(2026)).toBe('projected');
    expect(regionCalendar('FR', { ...year, official: { from: 2026, until: 2026 } }).days.yearKind(2026)).toBe(
      'official',
    );
  });
});
