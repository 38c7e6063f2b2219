import { type Start, startName } from '../lines/start.js';
import { NO_DATE } from '../lines/start-days.js';
import { type DayColumn, fitting, isValid, notInColumns } from './day-column.js';

/** The column of what starts each row's clock; by name where a rule is counted from several things. */
export type Starts = DayColumn | Readonly<Record<string, DayColumn>>;

/** Start columns that fit the rule and each other. */
export interface StartColumns {
  readonly rows: number;
  /** The days of a start, `NO_DATE` where there is none; null where there is no column of it or of a stand-in. */
  readonly of: (start: Start) => Int32Array | null;
}

const isColumn = (starts: Starts): starts is DayColumn => 'days' in starts;

/** Days alone: the caller's own array where every row has one, else a copy with `NO_DATE` in the gaps. */
export function plainDays({ days, valid }: DayColumn): Int32Array {
  if (!valid) return days;
  return days.map((day, row) => (isValid(valid, row) ? day : NO_DATE));
}

/** @throws TimescaleError `NOT_IN_COLUMNS` for columns that are missing, or not of one length. */
export function readStarts(given: Starts, starts: readonly Start[]): StartColumns {
  const names = starts.map(startName);
  if (isColumn(given) && names.length > 1)
    throw notInColumns('starts', names.join(', '), `Give a column for each of ${names.join(', ')}, by name.`);
  const named: Readonly<Record<string, DayColumn>> = isColumn(given) ? { [names[0]!]: given } : given;
  const first = Object.values(named)[0];
  const columns = new Map(
    Object.entries(named).map(([name, column]) => [
      name,
      plainDays(fitting(`starts.${name}`, column, first?.days?.length)),
    ]),
  );
  const of = (start: Start): Int32Array | null => {
    const known = start.kind === 'event' ? start.events : [start.fact];
    return columns.get(known.find((name) => columns.has(name)) ?? '') ?? null;
  };
  const lacking = starts.find((start) => of(start) === null);
  if (lacking)
    throw notInColumns(
      'starts',
      startName(lacking),
      `The rule is counted from "${startName(lacking)}"; give its column.`,
    );
  return { rows: first!.days.length, of };
}
