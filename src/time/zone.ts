import { tzOffset } from '@date-fns/tz/tzOffset';
import { TimescaleError } from '../failure.js';
import type { Day } from './day.js';
import { formatMoment, type Moment } from './moment.js';

const MILLISECONDS_A_DAY = 86_400_000;
const offsetsAtMidnight = new Map<string, Map<number, number>>();

/** The zone's offset from UTC in milliseconds at midnight UTC of a day. */
function offsetAtMidnight(zone: string, day: number): number {
  let offsets = offsetsAtMidnight.get(zone);
  if (!offsets) {
    offsets = new Map();
    offsetsAtMidnight.set(zone, offsets);
  }
  let offset = offsets.get(day);
  if (offset === undefined) {
    offset = tzOffset(zone, new Date(day * MILLISECONDS_A_DAY)) * 60_000;
    if (Number.isNaN(offset))
      throw new TimescaleError(
        'INVALID_OPTION',
        'zone',
        zone,
        `"${zone}" is not a time zone; write an IANA name such as "Europe/London".`,
      );
    offsets.set(day, offset);
  }
  return offset;
}

/** Whether the zone is one that this machine's tables know, by its IANA name. */
export const isZone = (zone: string): boolean => !Number.isNaN(tzOffset(zone, new Date(0)));

function offsetAt(zone: string, instant: number): number {
  const day = Math.floor(instant / MILLISECONDS_A_DAY);
  const before = offsetAtMidnight(zone, day);
  if (before === offsetAtMidnight(zone, day + 1)) return before;
  return tzOffset(zone, new Date(instant)) * 60_000;
}

/**
 * The instant (milliseconds since 1970 UTC) of a local time. A time that a clock shows twice, when the clocks go
 * back, is taken as the first of the two: the deadline that follows is the earlier one.
 *
 * @throws TimescaleError `INVALID_TIME` for a time that no clock shows, when the clocks go forward.
 */
export function instantOf(moment: Moment & { second: number }, zone: string): number {
  const local = moment.day * MILLISECONDS_A_DAY + moment.second * 1000;
  const before = offsetAt(zone, local - MILLISECONDS_A_DAY);
  const after = offsetAt(zone, local + MILLISECONDS_A_DAY);
  const candidates = [local - before, local - after].filter(
    (instant) => instant + offsetAt(zone, instant) === local,
  );
  if (candidates.length === 0) {
    const text = formatMoment(moment);
    throw new TimescaleError(
      'INVALID_TIME',
      '',
      text,
      `${text} does not exist in ${zone}: the clocks go forward over it.`,
    );
  }
  return Math.min(...candidates);
}

/** The local day and time at an instant. */
export function localAt(instant: number, zone: string): Moment & { second: number } {
  const local = instant + offsetAt(zone, instant);
  const day = Math.floor(local / MILLISECONDS_A_DAY) as Day;
  return { day, second: Math.floor((local - day * MILLISECONDS_A_DAY) / 1000) };
}

/**
 * So many elapsed hours after a moment (before it, when negative), by the zone's clocks: 24 hours after
 * 16:40 on Saturday 28 March 2026 in London is 17:40 on Sunday, since the clocks go forward in the night.
 *
 * When only the date is known, so is the answer's, reckoned from the day's start: the whole days of the hours are
 * added, and what is left over ends on that same day. Back from a date, it is the day in which the hours end.
 */
export function addHours(moment: Moment, hours: number, zone: string): Moment {
  if (moment.second === null) return { day: (moment.day + Math.floor(hours / 24)) as Day, second: null };
  return localAt(instantOf({ day: moment.day, second: moment.second }, zone) + hours * 3_600_000, zone);
}
