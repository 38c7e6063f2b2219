/**
 * The bank holidays of an ordinary year by law and standing proclamation, worked out without date-holidays: Banking
 * and Financial Dealings Act 1971, Schedule 1; the yearly proclamations; St Andrew's Day Bank Holiday (Scotland) Act
 * 2007. A day on the weekend is made good on the next weekday that is not a bank holiday already. Monday 4 January
 * 2010 in Scotland is kept as it was announced, although it has been disputed that it was ever proclaimed.
 */
import { dayNumber, isWeekend } from './reference.js';

function easterSunday(year: number): number {
  // The anonymous Gregorian computus, as printed in Nature, 20 April 1876.
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const dayOfMonth = (h + l - 7 * m + 33 * month + 19) % 32;
  return dayNumber(iso(year, month, dayOfMonth));
}

function iso(year: number, month: number, dayOfMonth: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

function weekday(day: number): number {
  return new Date(day * 86_400_000).getUTCDay();
}

function firstMonday(year: number, month: number): number {
  let day = dayNumber(iso(year, month, 1));
  while (weekday(day) !== 1) day++;
  return day;
}

function lastMonday(year: number, month: number): number {
  let day = dayNumber(iso(year, month, 31));
  while (weekday(day) !== 1) day--;
  return day;
}

function fixedDays(division: string, year: number): string[] {
  const dates = ['01-01', '12-25', '12-26'];
  if (division === 'GB-SCT') dates.push('01-02');
  if (division === 'GB-SCT' && year >= 2007) dates.push('11-30');
  if (division === 'GB-NIR') dates.push('03-17', '07-12');
  return dates.sort().map((date) => `${year}-${date}`);
}

function movableDays(division: string, year: number): number[] {
  const easter = easterSunday(year);
  const goodFriday = easter - 2;
  const spring = year === 2002 ? [dayNumber('2002-06-03'), dayNumber('2002-06-04')] : [lastMonday(year, 5)];
  const days = [goodFriday, firstMonday(year, 5), ...spring];
  if (division === 'GB-SCT') return [...days, firstMonday(year, 8)];
  return [...days, easter + 1, lastMonday(year, 8)];
}

export function statutoryBankHolidays(division: string, year: number): Set<number> {
  const fixed = fixedDays(division, year).map(dayNumber);
  const found = new Set([...movableDays(division, year), ...fixed.filter((day) => !isWeekend(day))]);
  for (const day of fixed.filter(isWeekend)) {
    let substitute = day;
    while (isWeekend(substitute) || found.has(substitute)) substitute++;
    found.add(substitute);
  }
  return found;
}
