import type { ClosureInput } from '../calendar/adjustments.js';
import type { TimescaleOptions } from '../cases/bind.js';
import { TimescaleError } from '../failure.js';
import { didYouMean } from '../rules/suggest.js';
import { fileName } from './files.js';
import { readJsonFile } from './json-file.js';
import { isRecord } from './record.js';

export type Closures = Pick<TimescaleOptions, 'closures' | 'open'>;

const KEYS = ['closures', 'open'];

/** Closure days, as a list or with the days that are open after all. The calendar itself checks each of them. */
export async function readClosures(path: string): Promise<Closures> {
  const given = await readJsonFile(path);
  if (Array.isArray(given)) return { closures: given as ClosureInput[] };
  if (!isRecord(given)) {
    throw new TimescaleError(
      'INVALID_CALENDAR',
      fileName(path),
      given,
      'Closures are a list of dates and of { "from", "until", "name" }, or an object with "closures" and "open".',
    );
  }
  const stranger = Object.keys(given).find((key) => !KEYS.includes(key));
  if (stranger !== undefined) {
    throw new TimescaleError(
      'UNKNOWN_KEY',
      `${fileName(path)}: ${stranger}`,
      stranger,
      `"${stranger}" is not a key of closures, which are "closures" and "open".${didYouMean(stranger, KEYS)}`,
    );
  }
  return given as Closures;
}
