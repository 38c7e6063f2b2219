import type { DayCalendar } from '../calendar/day-calendar.js';
import { isInForce } from '../deadlines/assess.js';
import type { Setting } from '../deadlines/setting.js';
import { type Line, linesOf } from '../lines/line.js';
import { eventsBefore } from '../lines/start.js';
import { NO_DATE, type StartDays } from '../lines/start-days.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Expression } from '../rules/expression.js';
import type { Day } from '../time/day.js';
import { type LookUp, lookUpOf, writeDates } from './look-up.js';
import type { StartColumns } from './start-columns.js';

/** One date of a rule over all its versions, each for the days on which it is in force. */
export type DateTable = readonly LookUp[];

/** What "the one before" stands for in a line. */
const previousOf = ({ rule, leg }: Line): readonly string[] =>
  rule.due?.form === 'recurring' && leg !== null ? eventsBefore(rule, rule.due.recurrence, leg) : [];

/**
 * The line of each version for one step of a series; unless told the first rhythm after its legs, which is what holds
 * as long as nothing says that it is over.
 */
export const linesFor = (versions: readonly CompiledRule[], step: number | undefined): (Line | undefined)[] =>
  versions.map((rule) => {
    const lines = linesOf(rule);
    if (step !== undefined) return lines.find(({ leg }) => leg === step - 1);
    const legs = rule.due?.form === 'recurring' ? rule.due.recurrence.legs.length : 0;
    return lines.find(({ leg }) => leg !== null && leg >= legs) ?? lines.at(-1);
  });

/** Tables of one date of each version's line. */
export function dateTable(
  lines: readonly Line[],
  dateOf: (line: Line) => Expression | undefined,
  setting: Setting,
  days: StartDays,
): DateTable {
  return lines.flatMap((line) => {
    const at = dateOf(line);
    return at ? [inForce(lookUpOf(at, previousOf(line), setting, days), line, days)] : [];
  });
}

/** A look-up without the days on which its version is not in force: of an event by its day, of a birth by its date. */
function inForce(lookUp: LookUp, { rule }: Line, days: StartDays): LookUp {
  if (lookUp.kind === 'pick') return lookUp;
  const byDate = lookUp.kind === 'then' || lookUp.start.kind === 'fact';
  const dates = lookUp.dates.map((date, at) =>
    date === NO_DATE || !isInForce(rule, byDate ? (date as Day) : days.dayAt(at)) ? NO_DATE : date,
  );
  return { ...lookUp, dates };
}

/** Writes the date of each row under the version that has one, and tells whether any row has none. */
export function writeTable(
  table: DateTable,
  starts: StartColumns,
  days: StartDays,
  into: Int32Array,
): boolean {
  const { rows, of } = starts;
  const [first, ...others] = table;
  if (!first) {
    into.fill(NO_DATE, 0, rows);
    return rows > 0;
  }
  const gaps = writeDates(first, of, days.from, into, rows);
  if (!gaps || others.length === 0) return gaps;
  const other = new Int32Array(rows);
  for (const version of others) {
    writeDates(version, of, days.from, other, rows);
    for (let row = 0; row < rows; row++) if (into[row] === NO_DATE) into[row] = other[row]!;
  }
  return true;
}

/** The working days up to and including each day of a calendar. */
export function workingRanks(calendar: DayCalendar): Int32Array {
  const ranks = new Int32Array(calendar.to - calendar.from + 1);
  for (let at = 1; at < ranks.length; at++)
    ranks[at] = calendar.workingDaysAfter(calendar.from, (calendar.from + at) as typeof calendar.from);
  return ranks;
}
