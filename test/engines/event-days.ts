import type { Timescales } from '../../src/cases/timescales.js';
import type { TableRule } from '../../src/rules/table.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import type { Random } from './random.js';

/** How the events of a case lie: anywhere, close together, or about a day on which something changes. */
export type Lie = 'anywhere' | 'close' | 'edge';

const FIRST = dayNumber('0001-01-01');
const LAST = dayNumber('9999-12-31');
const USUAL = dayNumber('2024-01-01');
/** Old and new calendars, leap days and the ends of months, and the ends of what dates and engines can hold. */
const EDGES = [
  '0001-01-01',
  '0001-03-01',
  '1582-10-10',
  '1899-12-31',
  '2000-02-29',
  '2024-02-29',
  '2025-01-31',
  '2028-02-29',
  '2049-12-31',
  '9999-11-30',
  '9999-12-31',
].map(dayNumber);
const CLOSE = [0, 0, 1, 1, 1, 2, 3, 4, 7, -1, -3];

/** A day as a date that every reader takes. */
export const dateOf = (day: number): string => isoDate(Math.min(Math.max(day, FIRST), LAST));

const around = (day: number): number[] => [day - 1, day, day + 1];

/** The days about which a rule's answers change: the calendar's ends, the changes of its versions, the day asked for. */
export function edgesOf(
  rows: readonly TableRule[],
  { bound, authority }: Timescales,
  asOf: string,
): number[] {
  const { from, to } = bound.calendar.days;
  const changes = rows.flatMap((row) =>
    [row.from ?? authority.from, row.until ?? authority.until ?? []].flat(),
  );
  const own = [...new Set(changes)].map(dayNumber);
  return [...EDGES, ...[from, to, dayNumber(asOf), ...own].flatMap(around)];
}

/** The day of a case's next event. */
export function nextDay(
  lie: Lie,
  before: number | null,
  base: number,
  dues: number[],
  random: Random,
): number {
  if (before !== null && random.happens(0.15)) return before;
  if (dues.length > 0 && random.happens(0.5)) return random.one(around(random.one(dues)));
  if (lie !== 'anywhere' && random.happens(0.75)) return (before ?? base) + random.one(CLOSE);
  const later = random.happens(0.6) ? random.below(60) : random.below(420);
  return base + later - (random.happens(0.1) ? 30 : 0);
}

export const usualDay = (random: Random): number => USUAL + random.below(950);
