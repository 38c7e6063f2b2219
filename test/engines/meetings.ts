import type { RuleTable } from '../../src/rules/table.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { Random } from './random.js';

const FIRST = dayNumber('2021-01-01');
const LAST = dayNumber('2027-12-31');
/** Of one series in so many no date is known. */
const UNKNOWN = 0.2;

/**
 * Stretches of every series that an authority may give, as its terms are; of a meeting only the first day counts. Up to
 * some months long, from any day of the week on, and not for ever.
 */
export function meetings(table: RuleTable, seed: number): Record<string, { from: string; until: string }[]> {
  const random = new Random(seed);
  const stretches = (): { from: string; until: string }[] => {
    const all: { from: string; until: string }[] = [];
    for (let day = FIRST + random.below(400); day <= LAST; ) {
      const until = day + random.below(150);
      all.push({ from: isoDate(day), until: isoDate(until) });
      day = until + 1 + random.below(40);
    }
    return all;
  };
  const names = Object.keys(table.names.series).filter((name) => name !== 'calendar-months');
  return Object.fromEntries(names.map((name) => [name, random.happens(UNKNOWN) ? [] : stretches()]));
}
