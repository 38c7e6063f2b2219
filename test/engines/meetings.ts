import type { RuleTable } from '../../src/rules/table.js';
import { dayNumber, isoDate } from '../calendar/reference.js';
import { Random } from './random.js';

const FIRST = dayNumber('2018-01-01');
const LAST = dayNumber('2030-12-31');
/** Of one series in so many no date is known. */
const UNKNOWN = 0.2;

/** Dates of every series that an authority may give: some weeks apart, on any day of the week, and not for ever. */
export function meetings(table: RuleTable, seed: number): Record<string, string[]> {
  const random = new Random(seed);
  const dates = (): string[] => {
    const all: string[] = [];
    for (let day = FIRST + random.below(400); day <= LAST; day += 1 + random.below(40))
      all.push(isoDate(day));
    return all;
  };
  const names = Object.keys(table.names.series).filter((name) => name !== 'calendar-months');
  return Object.fromEntries(names.map((name) => [name, random.happens(UNKNOWN) ? [] : dates()]));
}
