/**
 * The calendar as one would explain it: a set of days off, and a walk from day to day. Slow, and shares no code with
 * the calendar that it proves; dates come from the platform's Date. Days before 1970 are not wanted here.
 */
const MILLISECONDS_A_DAY = 86_400_000;

export function dayNumber(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / MILLISECONDS_A_DAY;
}

export function isoDate(day: number): string {
  return new Date(day * MILLISECONDS_A_DAY).toISOString().slice(0, 10);
}

export interface ReferenceCalendar {
  /** Days off that are not on the weekend, or on it as well. */
  readonly off: ReadonlySet<number>;
  readonly open?: ReadonlySet<number>;
}

/** 1 January 1970, day 0, was a Thursday. */
export function isWeekend(day: number): boolean {
  const weekday = (day + 4) % 7;
  return weekday === 0 || weekday === 6;
}

export function isWorking(calendar: ReferenceCalendar, day: number): boolean {
  if (calendar.open?.has(day)) return true;
  return !isWeekend(day) && !calendar.off.has(day);
}

export function next(calendar: ReferenceCalendar, day: number): number {
  let at = day;
  while (!isWorking(calendar, at)) at++;
  return at;
}

export function previous(calendar: ReferenceCalendar, day: number): number {
  let at = day;
  while (!isWorking(calendar, at)) at--;
  return at;
}

/** Walks in the direction of `n` until so many working days have been passed. */
export function add(
  calendar: ReferenceCalendar,
  day: number,
  n: number,
  start: 'next-day' | 'next-working-day' | 'trigger-day' = 'next-day',
): number {
  const step = n < 0 ? -1 : 1;
  let at = day;
  if (start === 'next-working-day') at = n < 0 ? previous(calendar, day) : next(calendar, day);
  if (n === 0) return at;
  let left = Math.abs(n);
  if (start === 'trigger-day' && isWorking(calendar, at)) left--;
  while (left > 0) {
    at += step;
    if (isWorking(calendar, at)) left--;
  }
  return at;
}

/** Counts one by one; a square bracket takes in its end. */
export function between(calendar: ReferenceCalendar, start: number, end: number, bounds = '(]'): number {
  let count = 0;
  for (let day = Math.min(start, end); day <= Math.max(start, end); day++) {
    if (day === start && bounds[0] === '(') continue;
    if (day === end && bounds[1] === ')') continue;
    if (isWorking(calendar, day)) count++;
  }
  return end < start && count > 0 ? -count : count;
}
