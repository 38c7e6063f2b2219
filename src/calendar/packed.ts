import { type Day, dayOf, parseDay } from '../time/day.js';
import type { CalendarSource } from './source.js';

/** A division's bank holidays as `src/build/calendars.ts` writes them. */
export interface PackedCalendar {
  readonly id: string;
  readonly title: string;
  readonly from: string;
  /** Inclusive. */
  readonly until: string;
  readonly official: { readonly from: number; readonly until: number };
  /** The holidays' names; the letters in `years` are places in this list, `a` the first. */
  readonly names: readonly string[];
  /** One line a year from the first; a holiday is month, day and the letter of its name: `0403b`. */
  readonly years: string;
}

const WEEKEND = [false, false, false, false, false, true, true];
const WIDTH = 5;

/** Reads a packed calendar; Saturday and Sunday are its weekend. */
export function unpack(packed: PackedCalendar): CalendarSource {
  const from = parseDay(packed.from);
  const holidays = new Map<Day, string>();
  let year = Number(packed.from.slice(0, 4));
  for (const line of packed.years.trim().split('\n')) {
    for (let at = 0; at < line.length; at += WIDTH) {
      const day = dayOf(year, Number(line.slice(at, at + 2)), Number(line.slice(at + 2, at + 4)));
      holidays.set(day, packed.names[line.charCodeAt(at + 4) - 97]!);
    }
    year++;
  }
  return {
    id: packed.id,
    from,
    to: parseDay(packed.until),
    weekend: WEEKEND,
    holidays,
    official: packed.official,
  };
}
