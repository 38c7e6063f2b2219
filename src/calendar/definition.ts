import { type Day, formatDay, partsOf, WEEKDAYS } from '../time/day.js';
import { invalidCalendar, readCoveredDay, readList, readName, readObject, readStretch } from './input.js';
import type { CalendarSource } from './source.js';

export type WeekdayName = (typeof WEEKDAYS)[number];

/** A stretch of dates, both inclusive. */
export interface Coverage {
  readonly from: string;
  readonly until: string;
}

export interface Holiday {
  readonly date: string;
  readonly name: string;
}

/** A calendar of one's own. */
export interface CalendarDefinition {
  /** Any name; messages use it. */
  readonly id: string;
  /** Names of weekdays, or numbers from 1 (Monday) to 7 (Sunday) as in ISO 8601. May be empty. */
  readonly weekend: readonly (WeekdayName | number)[];
  /** Each date once; a date on the weekend is allowed and changes only the reason given. */
  readonly holidays: readonly Holiday[];
  /** Every question outside is an error. */
  readonly coverage: Coverage;
  /** Years, both inclusive, whose holidays are published; later ones are `projected`. Default: all of them are. */
  readonly official?: { readonly from: number; readonly until: number };
}

/** Checks a definition; a failure's path leads to the bad value, such as `holidays[2].date`. */
export function readDefinition(input: CalendarDefinition): CalendarSource {
  const definition = readObject(input, '', 'a calendar', [
    'id',
    'weekend',
    'holidays',
    'coverage',
    'official',
  ]);
  const id = readName(definition.id, 'id');
  const ends = readObject(definition.coverage, 'coverage', 'the coverage', ['from', 'until']);
  const { from, until: to } = readStretch(ends.from, ends.until, 'coverage');
  const weekend = readWeekend(definition.weekend);
  const holidays = new Map<Day, string>();
  readList(definition.holidays, 'holidays', '{ date, name }').forEach((item, index) => {
    const path = `holidays[${index}]`;
    const holiday = readObject(item, path, 'a holiday', ['date', 'name']);
    const day = readCoveredDay(holiday.date, `${path}.date`, { id, from, to });
    if (holidays.has(day)) {
      throw invalidCalendar(
        `${path}.date`,
        holiday.date,
        `${formatDay(day)} is listed twice; list each date once.`,
      );
    }
    holidays.set(day, readName(holiday.name, `${path}.name`));
  });
  return { id, from, to, weekend, holidays, official: readOfficial(definition.official, from, to) };
}

function readWeekend(input: unknown): readonly boolean[] {
  const weekend = WEEKDAYS.map(() => false);
  readList(input, 'weekend', 'weekdays').forEach((item, index) => {
    const at = typeof item === 'number' ? item - 1 : WEEKDAYS.indexOf(item as WeekdayName);
    if (weekend[at] === undefined) {
      const right = 'write "Saturday", or its number from 1 (Monday) to 7 (Sunday)';
      throw invalidCalendar(`weekend[${index}]`, item, `${JSON.stringify(item)} is not a weekday; ${right}.`);
    }
    weekend[at] = true;
  });
  if (weekend.every(Boolean)) throw invalidCalendar('weekend', input, 'A week has at least one working day.');
  return weekend;
}

function readOfficial(input: unknown, from: Day, to: Day): { from: number; until: number } {
  if (input === undefined) return { from: partsOf(from).year, until: partsOf(to).year };
  const years = readObject(input, 'official', 'the official years', ['from', 'until']);
  const first = years.from as number;
  const last = years.until as number;
  if (!Number.isInteger(first) || !Number.isInteger(last) || last < first) {
    throw invalidCalendar(
      'official',
      input,
      'The official years are two years in order, such as { from: 2011, until: 2028 }.',
    );
  }
  return { from: first, until: last };
}
