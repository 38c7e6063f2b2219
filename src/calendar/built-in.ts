import { TimescaleError } from '../failure.js';
import { gbEng } from './data/gb-eng.js';
import { gbNir } from './data/gb-nir.js';
import { gbSct } from './data/gb-sct.js';
import { unpack } from './packed.js';
import type { CalendarSource } from './source.js';

const PACKED = [gbEng, gbSct, gbNir];

/** The built-in calendars: England and Wales share one list, under `GB-ENG`. */
export const CALENDAR_IDS = ['GB-ENG', 'GB-SCT', 'GB-NIR'] as const;
export type CalendarId = (typeof CALENDAR_IDS)[number];

const unpacked = new Map<string, CalendarSource>();

export function builtInSource(id: string): CalendarSource {
  let source = unpacked.get(id);
  if (source === undefined) {
    const packed = PACKED.find((candidate) => candidate.id === id);
    if (packed === undefined) throw unknownCalendar(id);
    source = unpack(packed);
    unpacked.set(id, source);
  }
  return source;
}

function unknownCalendar(id: string): TimescaleError {
  const known = PACKED.map((packed) => `"${packed.id}" (${packed.title})`).join(', ');
  return new TimescaleError(
    'UNKNOWN_CALENDAR',
    '',
    id,
    `There is no calendar "${id}"; name one of ${known}.`,
  );
}
