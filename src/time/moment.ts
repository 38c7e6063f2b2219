import { TimescaleError } from '../failure.js';
import { type Day, formatDay, parseDay } from './day.js';

/** A local day, and the second of the day where the time is known. */
export interface Moment {
  readonly day: Day;
  /** Seconds after local midnight, 0 to 86,399; null when only the date was recorded. */
  readonly second: number | null;
}

const TIME = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/**
 * Reads a local date, with or without a local time: `2026-03-27`, `2026-03-27T16:40`, `2026-03-27T16:40:30`.
 *
 * @throws TimescaleError `INVALID_TIME` for a time that no clock shows, `DATE_HAS_ZONE` for a zone behind it, and
 * what `parseDay` refuses.
 */
export function parseMoment(text: string): Moment {
  if (typeof text !== 'string' || text.length <= 10 || text.charCodeAt(10) !== 84)
    return { day: parseDay(text), second: null };
  const day = parseDay(text.slice(0, 10));
  const time = TIME.exec(text.slice(11));
  if (!time) {
    if (/(Z|[+-]\d{2}:?\d{2}|\[.*\])$/i.test(text)) parseDay(text);
    throw new TimescaleError(
      'INVALID_TIME',
      '',
      text,
      `"${text.slice(11)}" is not a time of the day written HH:MM.`,
    );
  }
  return { day, second: Number(time[1]) * 3600 + Number(time[2]) * 60 + Number(time[3] ?? 0) };
}

/** Writes a moment as `parseMoment` reads it; seconds only where there are any. */
export function formatMoment({ day, second }: Moment): string {
  return second === null ? formatDay(day) : `${formatDay(day)}T${formatTime(second)}`;
}

/** `16:40`, or `16:40:30`. */
export function formatTime(second: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = `${two(Math.floor(second / 3600))}:${two(Math.floor(second / 60) % 60)}`;
  return second % 60 === 0 ? minutes : `${minutes}:${two(second % 60)}`;
}

/**
 * Negative when `left` is earlier, positive when later, 0 when the same or when it can't be told: two moments on
 * one day, of which one has no time, are equal.
 */
export function compareMoments(left: Moment, right: Moment): number {
  if (left.day !== right.day) return left.day - right.day;
  return left.second === null || right.second === null ? 0 : left.second - right.second;
}
