import { UTCDateMini } from '@date-fns/utc/date/mini';
import { addMonths } from 'date-fns/addMonths';
import { TimescaleError } from '../failure.js';
import { type Day, formatDay, parseDay, partsOf } from './day.js';
import { type Period, parsePeriod } from './period.js';

const MILLISECONDS_A_DAY = 86_400_000;

/** So many months later or earlier; the month's last day where it has no such day (*Dodds v Walker*). */
export function shiftMonths(day: Day, months: number): Day {
  return (addMonths(new UTCDateMini(day * MILLISECONDS_A_DAY), months).getTime() / MILLISECONDS_A_DAY) as Day;
}

/**
 * A day shifted by a calendar period, forward (`sign` 1) or back (-1).
 *
 * @throws TimescaleError `INVALID_PERIOD` for working days and hours, which need a calendar or a clock.
 */
export function shiftCalendarDays(day: Day, period: Period, sign: 1 | -1): Day {
  switch (period.unit) {
    case 'calendar days':
      return (day + sign * period.amount) as Day;
    case 'weeks':
      return (day + sign * period.amount * 7) as Day;
    case 'months':
      return shiftMonths(day, sign * period.amount);
    case 'years':
      return shiftMonths(day, sign * period.amount * 12);
    default:
      throw new TimescaleError(
        'INVALID_PERIOD',
        '',
        period.unit,
        `A period in ${period.unit} is not a calendar period; write days, weeks, months or years.`,
      );
  }
}

/**
 * The date a calendar period after another: `3 months`, `6 weeks`, `91 calendar days`, `1 year`.
 *
 * The starting day is not counted (it is day 0); a period of nothing gives the date itself. Months and years end
 * on the corresponding date, and on the month's last day where there is none: never on a day of the next month.
 * Add a period once, from its anchor: adding one month three times is not adding three months. Weekends and bank
 * holidays play no part; for working days use a calendar.
 *
 * @throws TimescaleError `INVALID_DATE`, `INVALID_PERIOD`, `BARE_DAYS`.
 * @example addPeriod('2025-11-30', '3 months') // Sunday => '2026-02-28', a Saturday
 */
export function addPeriod(date: string, period: string): string {
  return formatDay(shiftCalendarDays(parseDay(date), parsePeriod(period), 1));
}

/**
 * The day on which a child born on `birth` reaches an age, at its start. One born on 29 February reaches a full
 * year on 1 March of a common year; an age of years and months is reached on the corresponding date, or on the
 * month's last day.
 */
export function dayOfAge(birth: Day, age: Period): Day {
  const day = shiftCalendarDays(birth, age, 1);
  const fullYears = age.unit === 'years' || (age.unit === 'months' && age.amount % 12 === 0);
  const leapChild = fullYears && partsOf(day).dayOfMonth !== partsOf(birth).dayOfMonth;
  return (leapChild ? day + 1 : day) as Day;
}
