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
  readonly constant: string;
}

export const DIVISIONS: readonly Division[] = [
  { id: 'GB-ENG', title: 'England and Wales', state: 'ENG', constant: 'gbEng' },
  { id: 'GB-SCT', title: 'Scotland', state: 'SCT', constant: 'gbSct' },
  { id: 'GB-NIR', title: 'Northern Ireland', state: 'NIR', constant: 'gbNir' },
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

/** The text of a division's data file. */
export function calendarFile(division: Division): string {
  const holidays = bankHolidays(division);
  const names = [...new Set(holidays.map(([, name]) => name))];
  if (names.length > 26) throw new Error('there are more names than letters');
  const lines: string[] = [];
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year++) {
    const ofYear = holidays.filter(([date]) => date.startsWith(String(year)));
    lines.push(
      ofYear.map(([date, name]) => date.slice(5, 7) + date.slice(8) + letter(names.indexOf(name))).join(''),
    );
  }
  return `// Written by src/build/calendars.ts from date-holidays and divergences.json; not to be edited by hand.
import type { PackedCalendar } from '../packed.js';

export const ${division.constant}: PackedCalendar = {
  id: '${division.id}',
  title: '${division.title}',
  from: '${FIRST_YEAR}-01-01',
  until: '${LAST_YEAR}-12-31',
  official: { from: ${OFFICIAL_YEARS.from}, until: ${OFFICIAL_YEARS.until} },
  names: [
${names.map((name) => `    ${JSON.stringify(name)},`).join('\n')}
  ],
  years: \`
${lines.join('\n')}
\`,
};
`;
}

function letter(index: number): string {
  return String.fromCharCode(97 + index);
}

export function fileOf(division: Division): URL {
  return new URL(`${division.id.toLowerCase()}.ts`, dataFolder);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const division of DIVISIONS) writeFileSync(fileOf(division), calendarFile(division));
}
