import { TimescaleError } from '../failure.js';
import { parseDay } from '../time/day.js';
import { parseMoment } from '../time/moment.js';
import { at } from './failures.js';
import type { Arguments } from './options.js';

/** The day, or moment, to judge by. */
export function readAsOf(given: Pick<Arguments<'as-of'>, 'required'>): string {
  const asOf = given.required(
    'as-of',
    'Say the day to judge by, such as --as-of 2026-05-01; this command reads no clock.',
  );
  at('--as-of', () => parseMoment(asOf));
  return asOf;
}

/** The last day that is asked about, where one is given: not before the day to judge by. */
export function readUntil(given: Pick<Arguments<'until'>, 'one'>, asOf: string): string | undefined {
  const until = given.one('until');
  if (until !== undefined && at('--until', () => parseDay(until)) < parseMoment(asOf).day)
    throw new TimescaleError(
      'INVALID_OPTION',
      '--until',
      until,
      `--until ${until} is before --as-of ${asOf}; give the same day or a later one.`,
    );
  return until;
}
