import { CALENDAR_IDS } from '../calendar/built-in.js';
import type { YearKind } from '../calendar/day-calendar.js';
import { type WorkingCalendar, workingCalendar } from '../calendar/working-calendar.js';
import { TimescaleError } from '../failure.js';
import { nearest } from '../rules/suggest.js';
import { dayOf, daysInMonth, formatDay, MONTHS, parseDay, weekdayName, weekdayOf } from '../time/day.js';
import { columnDate } from './dates.js';
import { DONE, placed } from './failures.js';
import { fileName } from './files.js';
import { flag, readArguments, value } from './options.js';
import { stdout, writeJson } from './output.js';
import { textTable } from './text-table.js';

export const calendarHelp = `A year's bank holidays on weekdays, and its working days by month.

  in-timescale calendar <calendar> <year> [--closures file.json] [--json]

  ${CALENDAR_IDS.join(', ')}   England and Wales, Scotland, Northern Ireland
  --closures file.json     days on which the authority is closed as well: a list of dates and of
                           { "from", "until", "name" }, or { "closures": […], "open": […] }
  --json                   the year as JSON

Examples
  in-timescale calendar GB-ENG 2026
  in-timescale calendar GB-SCT 2027 --closures closures.json
`;

export async function calendar(args: readonly string[]): Promise<number> {
  const given = readArguments(args, {
    command: 'calendar',
    options: { closures: value('closures.json'), json: flag },
    positionals: [
      { name: 'calendar', like: 'GB-ENG 2026' },
      { name: 'year', like: 'GB-ENG 2026' },
    ],
  });
  const [id, yearText] = given.positionals as [string, string];
  const year = readYear(yearText);
  const page = yearPage(await openCalendar(id, given.one('closures')), year);
  if (given.has('json')) writeJson(page);
  else stdout.write(pageText(page));
  return DONE;
}

function readYear(given: string): number {
  if (/^\d{4}$/.test(given)) return Number(given);
  throw new TimescaleError(
    'INVALID_OPTION',
    'year',
    given,
    `${JSON.stringify(given)} is not a year; write four digits, such as 2026.`,
  );
}

async function openCalendar(id: string, closuresFile: string | undefined): Promise<WorkingCalendar> {
  const plain = openPlain(id);
  if (closuresFile === undefined) return plain;
  const closures = await (await import('./file-readers.js')).readClosures(closuresFile);
  return placed(fileName(closuresFile), () => workingCalendar(id, closures));
}

function openPlain(id: string): WorkingCalendar {
  try {
    return workingCalendar(id);
  } catch (error) {
    if (!(error instanceof TimescaleError)) throw error;
    const meant = nearest(id, CALENDAR_IDS);
    const hint = meant === undefined ? '' : ` Did you mean "${meant}"?`;
    throw new TimescaleError(error.code, 'calendar', error.value, error.message + hint);
  }
}

interface YearPage {
  readonly calendar: string;
  readonly year: number;
  readonly kind: YearKind;
  readonly workingDays: number;
  readonly months: readonly { readonly month: string; readonly workingDays: number }[];
  /** Weekdays on which nobody works, bank holidays and closures. */
  readonly nonWorkingWeekdays: readonly {
    readonly date: string;
    readonly weekday: string;
    readonly name: string;
  }[];
}

function yearPage(working: WorkingCalendar, year: number): YearPage {
  const holidays = working.holidays(year);
  const months = MONTHS.map((_, index) => {
    const first = dayOf(year, index + 1, 1);
    const last = dayOf(year, index + 1, daysInMonth(year, index + 1));
    return {
      month: formatDay(first).slice(0, 7),
      workingDays: working.days.workingDaysBetween(first, last, '[]'),
    };
  });
  return {
    calendar: working.id,
    year,
    kind: working.days.yearKind(year),
    workingDays: months.reduce((sum, { workingDays }) => sum + workingDays, 0),
    months,
    nonWorkingWeekdays: holidays
      .map(({ date, name }) => ({ date, day: parseDay(date), name }))
      .filter(({ day }) => weekdayOf(day) < 5)
      .map(({ date, day, name }) => ({ date, weekday: weekdayName(day), name })),
  };
}

const KIND_SAYS: Record<YearKind, string> = {
  official: 'official: as published by the government',
  historical: 'historical: from statute and proclamation, before the published list begins',
  projected: 'projected: not yet published; worked out from the standing rules, and may change',
};

function pageText({ calendar: id, year, kind, workingDays, months, nonWorkingWeekdays }: YearPage): string {
  const head = `${stdout.paint('bold', `${id} ${year}`)}  ${workingDays} working days\n${KIND_SAYS[kind]}\n`;
  const off = textTable(nonWorkingWeekdays.map(({ date, name }) => [columnDate(date), name]));
  const counts = textTable(
    months.map(({ workingDays: days }, index) => [MONTHS[index]!, String(days)]),
    { right: [1] },
  );
  return `${head}\nWeekdays when nobody works (${nonWorkingWeekdays.length})\n${off}\nWorking days by month\n${counts}`;
}
