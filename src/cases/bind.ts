import type { CalendarOptions, ClosureInput } from '../calendar/adjustments.js';
import type { DayCalendar } from '../calendar/day-calendar.js';
import { divisionDays } from '../calendar/division-days.js';
import type { WorkingCalendar } from '../calendar/working-calendar.js';
import type { Assessor } from '../deadlines/assessor.js';
import { DUE_SOON_WORKING_DAYS } from '../deadlines/outcome.js';
import type { OpeningHours, Setting, Stretch } from '../deadlines/setting.js';
import { atPath, TimescaleError } from '../failure.js';
import { type CompiledRule, compileRow, findIn } from '../rules/compiled-rule.js';
import { didYouMean } from '../rules/suggest.js';
import type { RuleTable, TableRule } from '../rules/table.js';
import { type Day, dayOf, formatDay, parseDay, partsOf } from '../time/day.js';
import { type Moment, parseMoment } from '../time/moment.js';

/** A date of a series that the authority gives: a meeting's day, or a term with its two ends (both included). */
export type SeriesDate = string | { from: string; until: string; name?: string };

export interface TimescaleOptions {
  /** Days on which the authority is closed; never counted out for rules of a national table. */
  closures?: readonly ClosureInput[];
  /** Days on which it works although the calendar says otherwise. */
  open?: readonly string[];
  /**
   * A calendar in place of the one that the table names: the same one with a holiday newly proclaimed, or one of
   * your own. It brings its own closures; `closures` and `open` do not go with it.
   */
  calendar?: WorkingCalendar;
  /** Dates of meetings and terms, by series name. */
  series?: Readonly<Record<string, readonly SeriesDate[]>>;
  /** From how many working days before the due date a deadline is `due-soon`; 5 unless told. */
  dueSoonWorkingDays?: number;
}

/** A calendar as far as a table counts with it; a `WorkingCalendar` is one. */
export interface CountingCalendar {
  readonly id: string;
  readonly days: DayCalendar;
}

/** A table bound to its calendar: everything that answering takes beside the case. */
export interface Bound {
  readonly table: RuleTable;
  readonly calendar: CountingCalendar;
  readonly setting: Setting;
  readonly dueSoonWorkingDays: number;
  /** Ids in the table's order: rules, and named legs after their series. */
  readonly ids: readonly string[];
  readonly versions: (id: string) => readonly CompiledRule[];
  /** The rows that deem an event to have happened once their due date has passed. */
  readonly lapsing: readonly TableRule[];
}

const NO_VERSIONS: readonly CompiledRule[] = [];

/** Binds a table; rules compile when they are first asked for. */
export function bind(table: RuleTable, options: TimescaleOptions = {}): Bound {
  const { authority } = table;
  const calendar = options.calendar ?? calendarOf(authority, options);
  const rowsById = new Map<string, TableRule[]>();
  const ids: string[] = [];
  for (const row of table.rules) {
    const legs =
      row.due && 'every' in row.due ? [row.due.first ?? []].flat().flatMap((leg) => leg.id ?? []) : [];
    for (const id of [row.id, ...legs]) {
      const rows = rowsById.get(id);
      if (rows) rows.push(row);
      else {
        rowsById.set(id, [row]);
        ids.push(id);
      }
    }
  }
  const compiled = new Map<TableRule, CompiledRule[]>();
  const found = new Map<string, readonly CompiledRule[]>();
  const find = findIn(table);
  const versions = (id: string): readonly CompiledRule[] => {
    let list = found.get(id);
    if (!list) {
      const rows = rowsById.get(id);
      if (!rows) return NO_VERSIONS;
      list = rows.flatMap((row) => {
        let rules = compiled.get(row);
        if (!rules) {
          rules = compileRow(row, table, find);
          compiled.set(row, rules);
        }
        return rules.filter((rule) => rule.id === id);
      });
      found.set(id, list);
    }
    return list;
  };
  return {
    table,
    calendar,
    setting: {
      calendar: calendar.days,
      zone: authority.zone,
      hours: readHours(authority.hours ?? {}),
      series: readSeries(table, options.series ?? {}, calendar),
      names: table.names,
    },
    dueSoonWorkingDays: options.dueSoonWorkingDays ?? DUE_SOON_WORKING_DAYS,
    ids,
    versions,
    lapsing: table.rules.filter((row) => row['lapses-into'] !== undefined),
  };
}

/** The authority's own closures; a national table counts none. */
export const closuresOf = (
  { kind }: RuleTable['authority'],
  { closures = [], open = [] }: TimescaleOptions,
): CalendarOptions | undefined => (kind === 'authority' ? { closures, open } : undefined);

function calendarOf(authority: RuleTable['authority'], options: TimescaleOptions): CountingCalendar {
  const days = divisionDays(authority.calendar, closuresOf(authority, options));
  return { id: days.id, days };
}

const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

function readHours(hours: NonNullable<RuleTable['authority']['hours']>): Record<string, OpeningHours> {
  const secondOf = (clock: string) => Number(clock.slice(0, 2)) * 3600 + Number(clock.slice(3, 5)) * 60;
  return Object.fromEntries(
    Object.entries(hours).map(([name, { open }]) => [
      name,
      {
        weekdays: WEEK.map((day) => {
          const text = open[day];
          return text === undefined
            ? null
            : { opens: secondOf(text.slice(0, 5)), closes: secondOf(text.slice(6)) };
        }),
      },
    ]),
  );
}

function readSeries(
  table: RuleTable,
  given: Readonly<Record<string, readonly SeriesDate[]>>,
  calendar: CountingCalendar,
): Record<string, readonly Stretch[]> {
  const known = table.names.series;
  const series: Record<string, readonly Stretch[]> = {};
  for (const [name, entry] of Object.entries(table.authority.series ?? {})) {
    if (entry.dates) series[name] = entry.dates.map((date, index) => readStretch(date, `${name}[${index}]`));
  }
  for (const [name, dates] of Object.entries(given)) {
    if (!Object.hasOwn(known, name)) {
      throw new TimescaleError(
        'MISSING_SERIES',
        `series.${name}`,
        name,
        `There is no series "${name}".${didYouMean(name, Object.keys(known))}`,
      );
    }
    if (!Array.isArray(dates)) {
      throw new TimescaleError(
        'INVALID_OPTION',
        `series.${name}`,
        dates,
        'The dates of a series are a list of dates, or of { from, until, name }.',
      );
    }
    series[name] = dates
      .map((date, index) => readStretch(date, `series.${name}[${index}]`))
      .sort((a, b) => a.from - b.from);
  }
  if (!known['calendar-months'] || series['calendar-months']) return series;
  let months: Stretch[] | undefined;
  return Object.defineProperty(series, 'calendar-months', {
    enumerable: true,
    get: () => {
      months ??= monthsOf(calendar);
      return months;
    },
  });
}

function readStretch(date: SeriesDate, path: string): Stretch {
  return atPath(path, () => {
    if (typeof date === 'string') {
      const day = parseDay(date);
      return { from: day, until: day, name: null };
    }
    const stretch = { from: parseDay(date.from), until: parseDay(date.until), name: date.name ?? null };
    if (stretch.until >= stretch.from) return stretch;
    throw new TimescaleError(
      'INVALID_OPTION',
      'until',
      date.until,
      `The period ends on ${date.until}, before it starts on ${date.from}.`,
    );
  });
}

/** The months of the calendar's coverage: the one series that nobody has to give. */
function monthsOf(calendar: CountingCalendar): Stretch[] {
  const first = partsOf(calendar.days.from);
  const last = partsOf(calendar.days.to);
  const months: Stretch[] = [];
  for (let index = first.year * 12 + first.month - 1; index < last.year * 12 + last.month; index++) {
    const from = dayOf(Math.floor(index / 12), (index % 12) + 1, 1);
    const next = dayOf(Math.floor((index + 1) / 12), ((index + 1) % 12) + 1, 1);
    months.push({ from, until: (next - 1) as Stretch['until'], name: formatDay(from).slice(0, 7) });
  }
  return months;
}

/** Takes a rule id with or without the authority before it. */
export function ruleIdOf(bound: Bound, ruleId: string): string {
  if (bound.versions(ruleId).length > 0) return ruleId;
  const { id: authority } = bound.table.authority;
  const text = String(ruleId);
  const slash = text.indexOf('/');
  const id = slash === -1 ? text : text.slice(slash + 1);
  if (slash !== -1 && text.slice(0, slash) !== authority) {
    throw new TimescaleError(
      'UNKNOWN_AUTHORITY',
      'rule',
      ruleId,
      `"${ruleId}" is not a rule of ${authority}; this table holds ${authority}/….`,
    );
  }
  if (bound.versions(id).length === 0) {
    throw new TimescaleError(
      'UNKNOWN_RULE',
      'rule',
      ruleId,
      `${authority} has no rule "${id}".${didYouMean(id, bound.ids)}`,
    );
  }
  return id;
}

/** The day (and time) to ask for, from an option; one that the calendar does not know is refused as a whole. */
export function readAsOf({ calendar }: Bound, asOf: string): Moment {
  return atPath('asOf', () => {
    const moment = parseMoment(asOf);
    calendar.days.isWorking(moment.day);
    return moment;
  });
}

/** A date from an option. */
export const readDayOption = (date: string, path: string): Day => atPath(path, () => parseDay(date));

export function assessorOf(bound: Bound, asOf: Moment | null): Assessor {
  return {
    setting: bound.setting,
    names: bound.table.names,
    asOf,
    dueSoonWorkingDays: bound.dueSoonWorkingDays,
    versions: bound.versions,
  };
}
