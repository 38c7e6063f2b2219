import type { Day } from '../time/day.js';

/**
 * Where counting starts.
 *
 * - `next-day`: the trigger is day 0 wherever it falls; the next working day is day 1. Saturday + 1 = Monday.
 * - `next-working-day`: what falls on a non-working day is received on the next working day, and that is day 0.
 *   Saturday + 1 = Tuesday.
 * - `trigger-day`: the trigger's own day is day 1 if it is a working day. Friday + 1 = Friday, Saturday + 1 = Monday.
 */
export type CountStart = 'next-day' | 'next-working-day' | 'trigger-day';

/**
 * Which ends of a stretch count. The first sign belongs to the start and the second to the end, whichever of the
 * two is earlier: `(]` leaves out the start and takes in the end.
 */
export type Bounds = '[)' | '(]' | '[]' | '()';

/**
 * Where a year's holidays come from: the official list (`official`), the statute and proclamations of years before
 * that list begins (`historical`), or the standing rules for years not yet published (`projected`).
 */
export type YearKind = 'historical' | 'official' | 'projected';

/**
 * A working-day calendar on whole days, for the engine. Every method takes constant time, and throws
 * `OUTSIDE_COVERAGE` for a day, and for a result, outside `from` to `to`.
 */
export interface DayCalendar {
  readonly id: string;
  /** First day covered. */
  readonly from: Day;
  /** Last day covered, inclusive. */
  readonly to: Day;
  isWorking(day: Day): boolean;
  /** Negative counts back; 0 is the day itself, or with `next-working-day` the day it is received. */
  addWorkingDays(day: Day, n: number, start: CountStart): Day;
  /** Working days after `start` up to and including `end`; negative when `end` is earlier. */
  workingDaysAfter(start: Day, end: Day): number;
  workingDaysBetween(start: Day, end: Day, bounds: Bounds): number;
  nextWorkingOrSame(day: Day): Day;
  previousWorkingOrSame(day: Day): Day;
  /** Why the day is not a working day: "Saturday", "Good Friday", "Closed: Christmas shutdown"; null if it is one. */
  nonWorkingReason(day: Day): string | null;
  yearKind(year: number): YearKind;
  /** Whether the day lies in a year whose holidays are not yet published. */
  isProjected(day: Day): boolean;
}
