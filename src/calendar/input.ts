import { TimescaleError } from '../failure.js';
import { type Day, formatDay, parseDay } from '../time/day.js';

/** The same failure with its place, where it does not say one yet; anything else as it is. */
export function placed(error: unknown, path: string): unknown {
  return error instanceof TimescaleError && error.path === '' ? error.within(path) : error;
}

/** Does what may be refused, and says where, unless the refusal says it itself. */
export function atPlace<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw placed(error, path);
  }
}

export function readDay(text: string, path: string): Day {
  try {
    return parseDay(text);
  } catch (error) {
    throw placed(error, path);
  }
}

export function invalidCalendar(path: string, value: unknown, message: string): TimescaleError {
  return new TimescaleError('INVALID_CALENDAR', path, value, message);
}

/** A plain object with none but the allowed keys. */
export function readObject(
  value: unknown,
  path: string,
  what: string,
  keys: readonly string[],
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidCalendar(path, value, `${what} is an object with ${keys.join(', ')}.`);
  }
  for (const key of Object.keys(value)) {
    if (!keys.includes(key)) {
      const at = path === '' ? key : `${path}.${key}`;
      throw new TimescaleError(
        'UNKNOWN_KEY',
        at,
        key,
        `"${key}" is not a part of ${what}; its parts are ${keys.join(', ')}.`,
      );
    }
  }
  return value as Record<string, unknown>;
}

export function readList(value: unknown, path: string, what: string): readonly unknown[] {
  if (!Array.isArray(value)) throw invalidCalendar(path, value, `"${path}" is a list of ${what}.`);
  return value;
}

export function readName(value: unknown, path: string): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw invalidCalendar(path, value, `"${path}" is a text that is not empty.`);
  }
  return value.trim();
}

/** A stretch of days, both ends inclusive. */
export function readStretch(from: unknown, until: unknown, path: string): { from: Day; until: Day } {
  const first = readDay(from as string, `${path}.from`);
  const last = readDay(until as string, `${path}.until`);
  if (last < first) {
    throw invalidCalendar(
      `${path}.until`,
      until,
      `"until" is the last day and may not be before "from", ${formatDay(first)}.`,
    );
  }
  return { from: first, until: last };
}

/** A date within a calendar's coverage. */
export function readCoveredDay(
  text: unknown,
  path: string,
  calendar: { id: string; from: Day; to: Day },
): Day {
  const day = readDay(text as string, path);
  if (day < calendar.from || day > calendar.to) {
    const coverage = `${formatDay(calendar.from)} to ${formatDay(calendar.to)}`;
    const message = `${formatDay(day)} is outside the coverage of calendar ${calendar.id}, ${coverage}.`;
    throw new TimescaleError('OUTSIDE_COVERAGE', path, formatDay(day), message);
  }
  return day;
}
