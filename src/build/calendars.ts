/**
 * Writes the built-in calendars' data from date-holidays, corrected by the list of its known divergences:
 * `npx tsx src/build/calendars.ts`. Wales has no list of its own: date-holidays and GOV.UK give it England's.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Holidays from 'date-holidays';

const FIRST_YEAR = 2000;
const LAST_YEAR = 2050;
/** The years of GOV.UK's list; moved on when it is extended, together with the test's copy of that list. */
export const OFFICIAL_YEARS = { from: 2011, until: 2028 };

interface Division {
  readonly id: string;
  readonly title: string;
  /** The state within date-holidays' GB. */
  readonly state: string;
}

export const DIVISIONS: readonly Division[] = [
  { id: 'GB-ENG', title: 'England and Wales', state: 'ENG' },
  { id: 'GB-SCT', title: 'Scotland', state: 'SCT' },
  { id: 'GB-NIR', title: 'Northern Ireland', state: 'NIR' },
];

/** One day on which date-holidays and the official list part; the list wins. */
export interface Divergence {
  readonly division: string;
  readonly date: string;
  readonly name: string;
  /** Of date-holidays: it lacks a day of the list, or has one that the list has not. */
  readonly direction: 'missing' | 'extra';
  readonly source: string;
}

const dataFolder = new URL('../calendar/data/', import.meta.url);

export function readDivergences(): Divergence[] {
  return JSON.parse(readFileSync(new URL('divergences.json', dataFolder), 'utf8')) as Divergence[];
}

const SUBSTITUTE = ' (substitute day)';

/** One spelling for each holiday: straight apostrophes, and GOV.UK's name where date-holidays has another. */
const OUR_NAME: Readonly<Record<string, string>> = {
  'January 2nd': '2nd January',
  "Queen's Diamond Jubilee": 'Diamond Jubilee',
  "Queen's Platinum Jubilee": 'Platinum Jubilee',
  "Queen Elizabeth's Funeral Day": 'State funeral of Queen Elizabeth II',
  "King Charles III's Coronation": 'Coronation of King Charles III',
};

function ourName(name: string): string {
  const straight = name.replaceAll('’', "'");
  const plain = straight.replace(SUBSTITUTE, '');
  return (OUR_NAME[plain] ?? plain) + (straight.endsWith(SUBSTITUTE) ? SUBSTITUTE : '');
}

function isWeekend(date: string): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

/** The bank holidays of a division as date-holidays has them, in our names: date to name, no Saturday or Sunday. */
export function asInstalled(state: string, from = FIRST_YEAR, until = LAST_YEAR): Map<string, string> {
  const calendar = new Holidays('GB', state, { languages: 'en' });
  const found = new Map<string, string>();
  for (let year = from; year <= until; year++) {
    for (const holiday of calendar.getHolidays(year)) {
      const date = holiday.date.slice(0, 10);
      if (holiday.type !== 'public' || isWeekend(date)) continue;
      if (found.has(date)) throw new Error(`date-holidays gives ${state} two bank holidays on ${date}`);
      found.set(date, ourName(holiday.name));
    }
  }
  return found;
}

/**
 * When 1 January is on a weekend, GOV.UK has since 2022 given Scotland's first substitute to New Year's Day and the
 * second to 2 January; date-holidays names them the other way about. The days are the same.
 */
function nameScottishNewYear(found: Map<string, string>, year: number): void {
  if (!isWeekend(`${year}-01-01`)) return;
  const names = [`New Year's Day${SUBSTITUTE}`, `2nd January${SUBSTITUTE}`];
  [...found.keys()]
    .filter((date) => date.startsWith(`${year}-01-`))
    .sort()
    .forEach((date, index) => {
      found.set(date, names[index]!);
    });
}

/** The bank holidays of a division, corrected, in order of date. */
export function bankHolidays(division: Division): [date: string, name: string][] {
  const found = asInstalled(division.state);
  for (const { date, name, direction } of readDivergences().filter((item) => item.division === division.id)) {
    if (found.has(date) === (direction === 'missing')) {
      throw new Error(`date-holidays has changed: ${division.id} ${date} is no longer ${direction}`);
    }
    if (direction === 'missing') found.set(date, name);
    else found.delete(date);
  }
  if (division.state === 'SCT') {
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) nameScottishNewYear(found, year);
  }
  return [...found].sort(([left], [right]) => (left < right ? -1 : 1));
}

/** The column of a holiday in one division: its earliest day of the year, and for each year how many days later. */
function columnOf(dates: readonly string[]): { first: string; years: string } {
  const first = dates.map((date) => date.slice(5)).sort()[0]!;
  let years = '';
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    const date = dates.find((one) => one.startsWith(String(year)));
    years += date === undefined ? '.' : daysApart(`${year}-${first}`, date).toString(36);
  }
  return { first: first.replace('-', ''), years };
}

function daysApart(from: string, to: string): number {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days > 35) throw new Error(`${to} is too many days after ${from} for one sign`);
  return days;
}

/** The lines of the data file: a holiday that falls alike in several divisions stands once. */
function lines(): string[] {
  const divisionsOf = new Map<string, string>();
  for (const division of DIVISIONS) {
    const byName = new Map<string, string[]>();
    for (const [date, name] of bankHolidays(division)) byName.set(name, [...(byName.get(name) ?? []), date]);
    for (const [name, dates] of byName) {
      const { first, years } = columnOf(dates);
      const line = `${first} ${years} ${name}`;
      divisionsOf.set(line, (divisionsOf.get(line) ?? '') + division.state.charAt(0));
    }
  }
  return [...divisionsOf].map(([line, divisions]) => `${divisions} ${line}`).sort(byDay);
}

/** By the day of the year, then by the whole line, so that the order is never chance. */
function byDay(left: string, right: string): number {
  const key = (line: string) => `${line.split(' ')[1]} ${line}`;
  return key(left) < key(right) ? -1 : 1;
}

/** The text of the data file. */
export function dataFile(): string {
  const titles = DIVISIONS.map(({ id, title }) => `    { id: '${id}', title: '${title}' },`);
  return `// Written by src/build/calendars.ts from date-holidays and divergences.json; not to be edited by hand.
import type { PackedHolidays } from '../packed.js';

export const bankHolidays: PackedHolidays = {
  divisions: [
${titles.join('\n')}
  ],
  from: ${FIRST_YEAR},
  until: ${LAST_YEAR},
  official: { from: ${OFFICIAL_YEARS.from}, until: ${OFFICIAL_YEARS.until} },
  holidays: \`
${lines().join('\n')}
\`,
};
`;
}

export const DATA_FILE = new URL('bank-holidays.ts', dataFolder);

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(DATA_FILE, dataFile());
