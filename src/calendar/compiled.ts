import { TimescaleError } from '../failure.js';
import { type Day, dayOf, formatDay, partsOf, weekdayName, weekdayOf } from '../time/day.js';
import type { Bounds, CountStart, DayCalendar, YearKind } from './day-calendar.js';
import type { Adjustments, CalendarSource } from './source.js';

const NO_ADJUSTMENTS: Adjustments = { closed: new Map(), open: new Set() };

/**
 * A calendar laid out as two tables: for every day the number of working days before it, and every working day in
 * order. Each question is then one or two look-ups, however long the period. It cannot be changed once made.
 */
export class CompiledCalendar implements DayCalendar {
  readonly id: string;
  readonly from: Day;
  readonly to: Day;
  readonly #span: number;
  /** Working days before the n-th day of the coverage; one entry more than there are days. */
  readonly #before: Int32Array;
  readonly #workingDays: Int32Array;
  readonly #total: number;
  readonly #weekend: readonly boolean[];
  readonly #holidays: ReadonlyMap<Day, string>;
  readonly #closed: ReadonlyMap<Day, string>;
  readonly #official: CalendarSource['official'];
  readonly #projectedFrom: number;

  constructor(source: CalendarSource, { closed, open }: Adjustments = NO_ADJUSTMENTS) {
    const span = source.to - source.from + 1;
    const working = workingFlags(source, closed, open);
    const before = new Int32Array(span + 1);
    const workingDays = new Int32Array(span);
    let total = 0;
    for (let at = 0; at < span; at++) {
      before[at] = total;
      if (working[at] === 1) workingDays[total++] = source.from + at;
    }
    before[span] = total;
    this.id = source.id;
    this.from = source.from;
    this.to = source.to;
    this.#span = span;
    this.#before = before;
    this.#workingDays = workingDays.slice(0, total);
    this.#total = total;
    this.#weekend = source.weekend;
    this.#holidays = source.holidays;
    this.#closed = closed;
    this.#official = source.official;
    this.#projectedFrom = source.official === null ? source.from : dayOf(source.official.until + 1, 1, 1);
    Object.freeze(this);
  }

  isWorking(day: Day): boolean {
    const at = this.#place(day);
    return this.#before[at + 1]! > this.#before[at]!;
  }

  addWorkingDays(day: Day, n: number, start: CountStart): Day {
    const at = this.#place(day);
    if (!Number.isSafeInteger(n)) {
      const message = `${String(n)} is not a number of working days; give a whole number such as 15, 0 or -5.`;
      throw new TimescaleError('INVALID_AMOUNT', 'n', n, message);
    }
    if (n === 0) return start === 'next-working-day' ? this.nextWorkingOrSame(day) : day;
    // The wanted day's rank among the working days, the first being 1. Counting on, the last working day before
    // day 1 has the rank that n is added to; counting back, the first working day after day -1 has.
    const earlier = this.#before[at]!;
    const upToDay = this.#before[at + 1]!;
    let rank: number;
    if (n > 0) {
      rank = n + (start === 'next-day' ? upToDay : start === 'trigger-day' ? earlier : earlier + 1);
    } else {
      rank = n + (start === 'next-day' ? earlier + 1 : start === 'trigger-day' ? upToDay + 1 : upToDay);
    }
    if (rank < 1 || rank > this.#total) throw this.#beyond(day, `${describeShift(n)} ${formatDay(day)}`);
    return this.#workingDays[rank - 1] as Day;
  }

  workingDaysAfter(start: Day, end: Day): number {
    return this.workingDaysBetween(start, end, '(]');
  }

  workingDaysBetween(start: Day, end: Day, bounds: Bounds): number {
    const first = this.#place(start);
    const last = this.#place(end);
    const withStart = bounds.charCodeAt(0) === 91;
    const withEnd = bounds.charCodeAt(1) === 93;
    if (first === last) return withStart && withEnd ? this.#before[first + 1]! - this.#before[first]! : 0;
    if (first < last) {
      return this.#before[withEnd ? last + 1 : last]! - this.#before[withStart ? first : first + 1]!;
    }
    return this.#before[withEnd ? last : last + 1]! - this.#before[withStart ? first + 1 : first]!;
  }

  nextWorkingOrSame(day: Day): Day {
    const earlier = this.#before[this.#place(day)]!;
    if (earlier === this.#total) throw this.#beyond(day, `The next working day from ${formatDay(day)}`);
    return this.#workingDays[earlier] as Day;
  }

  previousWorkingOrSame(day: Day): Day {
    const upToDay = this.#before[this.#place(day) + 1]!;
    if (upToDay === 0) throw this.#beyond(day, `The working day before ${formatDay(day)}`);
    return this.#workingDays[upToDay - 1] as Day;
  }

  nonWorkingReason(day: Day): string | null {
    if (this.isWorking(day)) return null;
    // A holiday says more than "Saturday", and on either the offices were shut without the closure.
    const holiday = this.#holidays.get(day);
    if (holiday !== undefined) return holiday;
    return this.#weekend[weekdayOf(day)] ? weekdayName(day) : this.#closed.get(day)!;
  }

  yearKind(year: number): YearKind {
    if (!(year >= partsOf(this.from).year && year <= partsOf(this.to).year)) {
      throw new TimescaleError('OUTSIDE_COVERAGE', '', year, this.#notCovered(`The year ${year}`));
    }
    if (this.#official === null || year > this.#official.until) return 'projected';
    return year < this.#official.from ? 'historical' : 'official';
  }

  isProjected(day: Day): boolean {
    this.#place(day);
    return day >= this.#projectedFrom;
  }

  /** The day's place in the tables. */
  #place(day: Day): number {
    const at = day - this.from;
    if (at >= 0 && at < this.#span) return at;
    throw this.#beyond(day, formatDay(day));
  }

  #beyond(day: Day, what: string): TimescaleError {
    return new TimescaleError('OUTSIDE_COVERAGE', '', formatDay(day), this.#notCovered(what));
  }

  #notCovered(what: string): string {
    return `${what} is outside the coverage of calendar ${this.id}, ${formatDay(this.from)} to ${formatDay(this.to)}.`;
  }
}

/** 1 for each working day of the coverage: the weekend first, then what is closed, then what is open after all. */
function workingFlags(
  source: CalendarSource,
  closed: Adjustments['closed'],
  open: Adjustments['open'],
): Uint8Array {
  const flags = new Uint8Array(source.to - source.from + 1);
  for (let at = 0, weekday = weekdayOf(source.from); at < flags.length; at++, weekday = (weekday + 1) % 7) {
    flags[at] = source.weekend[weekday] ? 0 : 1;
  }
  for (const day of source.holidays.keys()) flags[day - source.from] = 0;
  for (const day of closed.keys()) flags[day - source.from] = 0;
  for (const day of open) flags[day - source.from] = 1;
  return flags;
}

function describeShift(n: number): string {
  const amount = Math.abs(n);
  return `${amount} working ${amount === 1 ? 'day' : 'days'} ${n < 0 ? 'before' : 'after'}`;
}
