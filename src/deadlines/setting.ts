import type { DayCalendar } from '../calendar/day-calendar.js';
import type { Names } from '../rules/table.js';
import type { Day } from '../time/day.js';

/** A stretch of days of a series, both ends included; a meeting is a stretch of one day. */
export interface Stretch {
  readonly from: Day;
  readonly until: Day;
  readonly name: string | null;
}

/** Opening and closing second of each weekday (Monday first) and of bank holidays; null where closed. */
export interface OpeningHours {
  readonly weekdays: readonly ({ readonly opens: number; readonly closes: number } | null)[];
}

/** All that dates depend on beside the case: bound once, when a table is bound to its calendar. */
export interface Setting {
  readonly calendar: DayCalendar;
  readonly zone: string;
  readonly hours: Readonly<Record<string, OpeningHours>>;
  readonly series: Readonly<Record<string, readonly Stretch[]>>;
  /** The vocabulary, for what is said of events. */
  readonly names: Names;
}
