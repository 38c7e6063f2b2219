import { TimescaleError } from '../failure.js';
import { type Day, formatDay, partsOf, weekdayOf } from '../time/day.js';
import { type CalendarOptions, readAdjustments } from './adjustments.js';
import { builtInSource, type CalendarId } from './built-in.js';
import { CompiledCalendar } from './compiled.js';
import type { Bounds, CountStart, DayCalendar } from './day-calendar.js';
import { type CalendarDefinition, type Coverage, type Holiday, readDefinition } from './definition.js';
import { atPlace, invalidCalendar, placed, readCoveredDay } from './input.js';
import type { Adjustments, CalendarSource } from './source.js';

/**
 * A calendar that knows the working days, for dates written `YYYY-MM-DD`. Made by `workingCalendar`; it cannot be
 * changed. Every method refuses a text that is not a date (`INVALID_DATE`, `DATE_HAS_ZONE`, `DATE_MISSING`) and a
 * date, or a result, outside `coverage` (`OUTSIDE_COVERAGE`): it never falls back to weekends only.
 */
export class WorkingCalendar {
  readonly id: string;
  /** First and last date covered, both inclusive. */
  readonly coverage: Coverage;
  /** The same calendar on day numbers. */
  readonly days: DayCalendar;
  readonly #named: readonly (readonly [Day, string])[];

  /** @internal */
  constructor(source: CalendarSource, adjustments?: Adjustments) {
    this.id = source.id;
    this.coverage = Object.freeze({ from: formatDay(source.from), until: formatDay(source.to) });
    this.days = new CompiledCalendar(source, adjustments);
    this.#named = namedDays(source, adjustments);
    Object.freeze(this);
  }

  /**
   * Whether the date is a working day: not on the weekend, not a holiday, not a closure; or expressly `open`.
   *
   * @throws TimescaleError `INVALID_DATE`, `DATE_HAS_ZONE`, `DATE_MISSING`, `OUTSIDE_COVERAGE`, at path `date`.
   * @example workingCalendar('GB-ENG').isWorkingDay('2026-04-03') // Good Friday => false
   * @source Banking and Financial Dealings Act 1971, section 1 and Schedule 1; GOV.UK, "UK bank holidays".
   */
  isWorkingDay(date: string): boolean {
    return this.days.isWorking(this.#read(date, 'date'));
  }

  /**
   * Why the date is not a working day, or null if it is one: the holiday's name, else the weekday of the weekend,
   * else "Closed" with the closure's name.
   *
   * @throws TimescaleError `INVALID_DATE`, `DATE_HAS_ZONE`, `DATE_MISSING`, `OUTSIDE_COVERAGE`, at path `date`.
   * @example workingCalendar('GB-ENG').nonWorkingReason('2026-04-06') // Monday => 'Easter Monday'
   */
  nonWorkingReason(date: string): string | null {
    return this.days.nonWorkingReason(this.#read(date, 'date'));
  }

  /**
   * The date that is `n` working days after a date, in working days of this calendar.
   *
   * `start` says which day is day 1:
   * - `next-day` (default): the date itself is day 0 wherever it falls, and the next working day is day 1.
   *   Saturday + 1 = Monday, Friday + 1 = Monday.
   * - `next-working-day`: the date, or if it is not a working day the next one that is, is day 0.
   *   Saturday + 1 = Tuesday, Friday + 1 = Monday.
   * - `trigger-day`: the date itself is day 1 if it is a working day. Friday + 1 = Friday, Saturday + 1 = Monday.
   *
   * Negative `n` counts back as in a mirror: with `next-day` the working day before the date is day -1 (Sunday - 1 =
   * Friday); with `next-working-day` counting starts at the date or the working day before it (Sunday - 1 =
   * Thursday); with `trigger-day` the date itself is day -1 if it is a working day (Friday - 1 = Friday, Sunday - 1 =
   * Friday). 0 gives the date itself, working or not; with `next-working-day` it gives the day of receipt (Saturday +
   * 0 = Monday). Every other result is a working day.
   *
   * @throws TimescaleError `INVALID_AMOUNT` if `n` is not a safe integer; `INVALID_OPTION` for another `start`;
   * `OUTSIDE_COVERAGE` if the date or the result is not covered; `INVALID_DATE`, `DATE_HAS_ZONE`, `DATE_MISSING`.
   * @example
   * // Friday 27 March 2026; Good Friday and Easter Monday are skipped; Tuesday 21 April 2026
   * workingCalendar('GB-ENG').addWorkingDays('2026-03-27', 15) // => '2026-04-21'
   * @source The day of the event is left out: Lester v Garland (1808) 15 Ves 248; in working days, Freedom of
   * Information Act 2000, section 10(1).
   */
  addWorkingDays(date: string, n: number, options?: { readonly start?: CountStart }): string {
    const day = this.#read(date, 'date');
    const start = options === undefined ? 'next-day' : startOf(options);
    try {
      return formatDay(this.days.addWorkingDays(day, n, start));
    } catch (error) {
      throw placed(error, 'date');
    }
  }

  /**
   * How many working days lie between two dates.
   *
   * `bounds` says which ends count if they are working days; the first sign belongs to `start`, the second to `end`:
   * `(]` (default) counts after the start up to and including the end, `[)` from the start up to but not including
   * the end, `[]` both ends, `()` neither. If `end` is earlier than `start` the same days count, with a minus sign.
   * The same date twice is 0, except that `[]` gives 1 on a working day. An end on a non-working day adds nothing.
   * With the default, `workingDaysBetween(d, addWorkingDays(d, n))` is `n` for every `n`.
   *
   * @throws TimescaleError `INVALID_OPTION` for other `bounds`; `INVALID_DATE`, `DATE_HAS_ZONE`, `DATE_MISSING`,
   * `OUTSIDE_COVERAGE`, at path `start` or `end`.
   * @example
   * // Friday 27 March 2026 to Tuesday 21 April 2026
   * workingCalendar('GB-ENG').workingDaysBetween('2026-03-27', '2026-04-21') // => 15
   */
  workingDaysBetween(start: string, end: string, options?: { readonly bounds?: Bounds }): number {
    const first = this.#read(start, 'start');
    const last = this.#read(end, 'end');
    const bounds = options === undefined ? '(]' : boundsOf(options);
    return this.days.workingDaysBetween(first, last, bounds);
  }

  /**
   * The date itself if it is a working day, else the next one that is.
   *
   * @throws TimescaleError `INVALID_DATE`, `DATE_HAS_ZONE`, `DATE_MISSING`; `OUTSIDE_COVERAGE`, also when no working
   * day is left in the coverage; at path `date`.
   * @example workingCalendar('GB-ENG').nextWorkingDayOrSame('2026-04-03') // Good Friday => '2026-04-07', Tuesday
   */
  nextWorkingDayOrSame(date: string): string {
    const day = this.#read(date, 'date');
    return atPlace('date', () => formatDay(this.days.nextWorkingOrSame(day)));
  }

  /**
   * The date itself if it is a working day, else the last one before it.
   *
   * @throws TimescaleError `INVALID_DATE`, `DATE_HAS_ZONE`, `DATE_MISSING`; `OUTSIDE_COVERAGE`, also when there is no
   * earlier working day in the coverage; at path `date`.
   * @example workingCalendar('GB-ENG').previousWorkingDayOrSame('2026-04-06') // Easter Monday => '2026-04-02', Thursday
   */
  previousWorkingDayOrSame(date: string): string {
    const day = this.#read(date, 'date');
    return atPlace('date', () => formatDay(this.days.previousWorkingOrSame(day)));
  }

  /**
   * The holidays and closures of a year in order of date: every day, apart from plain weekends, that is not a working
   * day. Dates in `open` are left out.
   *
   * @throws TimescaleError `OUTSIDE_COVERAGE` for a year of which nothing is covered, at path `year`.
   * @example workingCalendar('GB-ENG').holidays(2026)[1] // Friday => { date: '2026-04-03', name: 'Good Friday' }
   */
  holidays(year: number): Holiday[] {
    atPlace('year', () => this.days.yearKind(year));
    return this.#named
      .filter(([day]) => partsOf(day).year === year)
      .map(([day, name]) => ({ date: formatDay(day), name }));
  }

  #read(date: string, path: string): Day {
    return readCoveredDay(date, path, this.days);
  }
}

function namedDays(
  source: CalendarSource,
  adjustments: Adjustments | undefined,
): readonly (readonly [Day, string])[] {
  const named = new Map(source.holidays);
  if (adjustments !== undefined) {
    for (const [day, reason] of adjustments.closed) {
      if (!named.has(day) && !source.weekend[weekdayOf(day)]) named.set(day, reason);
    }
    for (const day of adjustments.open) named.delete(day);
  }
  return [...named].sort(([left], [right]) => left - right);
}

const STARTS: readonly string[] = ['next-day', 'next-working-day', 'trigger-day'] satisfies CountStart[];
const BOUNDS: readonly string[] = ['(]', '[)', '[]', '()'] satisfies Bounds[];

function startOf(options: { readonly start?: CountStart }): CountStart {
  return choice(options, 'start', options.start ?? 'next-day', STARTS);
}

function boundsOf(options: { readonly bounds?: Bounds }): Bounds {
  return choice(options, 'bounds', options.bounds ?? '(]', BOUNDS);
}

/** The value of the one option that there is; a misspelt option would otherwise be a wrong date. */
function choice<T extends string>(options: object, name: string, value: T, allowed: readonly string[]): T {
  for (const key in options) {
    if (key !== name) {
      throw new TimescaleError(
        'UNKNOWN_KEY',
        `options.${key}`,
        key,
        `"${key}" is not an option here; the option is "${name}".`,
      );
    }
  }
  if (allowed.includes(value)) return value;
  const message = `${JSON.stringify(value)} is not a value of "${name}"; write one of "${allowed.join('", "')}".`;
  throw new TimescaleError('INVALID_OPTION', `options.${name}`, value, message);
}

/** Any other text, without losing the known ids that an editor can offer. */
type AnyId = string & Record<never, never>;

const compiled = /* @__PURE__ */ new Map<string, WorkingCalendar>();

/**
 * The working-day calendar of a division of the United Kingdom, or one of your own.
 *
 * `GB-ENG` is England and Wales, which share one list, `GB-SCT` Scotland, `GB-NIR` Northern Ireland; there is no
 * default. They cover 2000-01-01 to 2050-12-31; after the last published year the holidays are projected from the
 * standing rules (`days.isProjected`). An authority's closure days and the days on which it is open are options; the
 * dates, like every date here, are inclusive and must be covered.
 *
 * @throws TimescaleError `UNKNOWN_CALENDAR` for another id; for a definition or the options `INVALID_CALENDAR`,
 * `UNKNOWN_KEY`, `OUTSIDE_COVERAGE` and the failures of dates, with the path to the bad value.
 * @example
 * // closed from Monday 28 to Thursday 31 December 2026; Thursday 24 December + 1 = Monday 4 January 2027
 * workingCalendar('GB-ENG', {
 *   closures: [{ from: '2026-12-28', until: '2026-12-31', name: 'Christmas shutdown' }],
 * }).addWorkingDays('2026-12-24', 1) // => '2027-01-04'
 * @source Banking and Financial Dealings Act 1971, section 1 and Schedule 1; GOV.UK, "UK bank holidays".
 */
export function workingCalendar(
  calendar: CalendarId | AnyId | CalendarDefinition,
  options?: CalendarOptions,
): WorkingCalendar {
  if (typeof calendar === 'object' && calendar !== null) {
    const source = readDefinition(calendar);
    return new WorkingCalendar(source, readAdjustments(options, source));
  }
  if (typeof calendar !== 'string') {
    throw invalidCalendar(
      '',
      calendar,
      'A calendar is an id such as "GB-ENG", or an object with id, weekend, holidays and coverage.',
    );
  }
  const source = builtInSource(calendar);
  const adjustments = readAdjustments(options, source);
  if (adjustments !== undefined) return new WorkingCalendar(source, adjustments);
  let plain = compiled.get(calendar);
  if (plain === undefined) {
    plain = new WorkingCalendar(source);
    compiled.set(calendar, plain);
  }
  return plain;
}
