import { type Day, dayOf } from '../time/day.js';
import type { CalendarSource } from './source.js';

/** The bank holidays of all divisions as `src/build/calendars.ts` writes them. */
export interface PackedHolidays {
  readonly divisions: readonly { readonly id: string; readonly title: string }[];
  /** The first year. */
  readonly from: number;
  /** The last year. */
  readonly until: number;
  readonly official: { readonly from: number; readonly until: number };
  /**
   * One line a holiday: the divisions that have it, by the letter after `GB-`; its earliest day of the year, month and
   * day; for each year one sign, how many days later it is (0 to 9, then a to z) or a point where there is none; and
   * its name. `ESN 0321 3…l Good Friday`.
   */
  readonly holidays: string;
}

const WEEKEND = [false, false, false, false, false, true, true];

/** Reads one division's calendar; Saturday and Sunday are its weekend. */
export function unpack(
  id: string,
  { from, until, official, holidays: lines }: PackedHolidays,
): CalendarSource {
  const holidays = new Map<Day, string>();
  for (const line of lines.trim().split('\n')) {
    const [divisions, first, years, ...name] = line.split(' ') as [string, string, string, ...string[]];
    if (!divisions.includes(id.charAt(3))) continue;
    for (let at = 0; at < years.length; at++) {
      const later = Number.parseInt(years.charAt(at), 36);
      if (Number.isNaN(later)) continue;
      const earliest = dayOf(from + at, Number(first.slice(0, 2)), Number(first.slice(2)));
      holidays.set((earliest + later) as Day, name.join(' '));
    }
  }
  return { id, from: dayOf(from, 1, 1), to: dayOf(until, 12, 31), weekend: WEEKEND, holidays, official };
}
