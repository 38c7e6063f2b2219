import { type CalendarOptions, readAdjustments } from './adjustments.js';
import { builtInSource } from './built-in.js';
import { CompiledCalendar } from './compiled.js';
import type { DayCalendar } from './day-calendar.js';

const plain = /* @__PURE__ */ new Map<string, DayCalendar>();

/**
 * The calendar of a division on whole days: all that counting takes, without the reading and writing of dates that
 * `workingCalendar` adds.
 *
 * @throws TimescaleError `UNKNOWN_CALENDAR`, and what is wrong with the closures.
 */
export function divisionDays(id: string, options?: CalendarOptions): DayCalendar {
  const source = builtInSource(id);
  const adjustments = readAdjustments(options, source);
  if (adjustments !== undefined) return new CompiledCalendar(source, adjustments);
  let days = plain.get(id);
  if (days === undefined) {
    days = new CompiledCalendar(source);
    plain.set(id, days);
  }
  return days;
}
