import { TimescaleError } from '../failure.js';
import { bankHolidays } from './data/bank-holidays.js';
import { unpack } from './packed.js';
import type { CalendarSource } from './source.js';

/** The built-in calendars: England and Wales share one list, under `GB-ENG`. */
export const CALENDAR_IDS = ['GB-ENG', 'GB-SCT', 'GB-NIR'] as const;
export type CalendarId = (typeof CALENDAR_IDS)[number];

const unpacked = /* @__PURE__ */ new Map<string, CalendarSource>();

export function builtInSource(id: string): CalendarSource {
  let source = unpacked.get(id);
  if (source === undefined) {
    if (!(CALENDAR_IDS as readonly string[]).includes(id)) throw unknownCalendar(id);
    source = unpack(id, bankHolidays);
    unpacked.set(id, source);
  }
  return source;
}

function unknownCalendar(id: string): TimescaleError {
  const known = bankHolidays.divisions.map((division) => `"${division.id}" (${division.title})`).join(', ');
  return new TimescaleError(
    'UNKNOWN_CALENDAR',
    '',
    id,
    `There is no calendar "${id}"; name one of ${known}.`,
  );
}
