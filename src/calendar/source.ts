import type { Day } from '../time/day.js';

/** What a calendar is compiled from, already checked. */
export interface CalendarSource {
  readonly id: string;
  readonly from: Day;
  /** Inclusive. */
  readonly to: Day;
  /** For Monday to Sunday, whether it is a day of the weekend. */
  readonly weekend: readonly boolean[];
  readonly holidays: ReadonlyMap<Day, string>;
  /** Years, both inclusive, whose holidays were published; null if none were. */
  readonly official: { readonly from: number; readonly until: number } | null;
}

/** Days that an authority closes, with the reason to print, and days that it keeps open. */
export interface Adjustments {
  readonly closed: ReadonlyMap<Day, string>;
  readonly open: ReadonlySet<Day>;
}
