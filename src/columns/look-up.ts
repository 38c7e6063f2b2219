import type { Setting } from '../deadlines/setting.js';
import { type Start, startsIn } from '../lines/start.js';
import { NO_DATE, StartDays } from '../lines/start-days.js';
import type { Expression } from '../rules/expression.js';
import { lookUpInVectors, WORTH_WHILE } from './vector-look-up.js';

/**
 * A date as look-ups in tables with an entry for each day: what an expression makes of the day on which one thing
 * happened. Only what hangs on several things has more than one, and picks the earliest or latest of them.
 */
export type LookUp =
  /** The last entry is for the days beyond the table, which have none. */
  | { readonly kind: 'start'; readonly start: Start; readonly dates: Int32Array }
  | { readonly kind: 'pick'; readonly which: 'earliest' | 'latest'; readonly of: readonly LookUp[] }
  /** A shift or roll of what was picked. */
  | { readonly kind: 'then'; readonly of: LookUp; readonly dates: Int32Array };

/** The whole coverage of a calendar, for tables of it. */
export const everyDay = ({ calendar }: Setting): StartDays => new StartDays(calendar.from, calendar.to);

export function lookUpOf(
  at: Expression,
  previous: readonly string[],
  setting: Setting,
  days: StartDays,
): LookUp {
  const [start, ...more] = startsIn(at, previous);
  if (start && more.length === 0) return { kind: 'start', start, dates: withNone(days.datesOf(at, setting)) };
  if (at.kind === 'pick')
    return {
      kind: 'pick',
      which: at.which,
      of: at.of.map((part) => lookUpOf(part, previous, setting, days)),
    };
  if (!('of' in at)) throw new Error(`${at.kind} is counted from one thing`);
  const afterwards = { ...at, of: { kind: 'previous' } } as Expression;
  return {
    kind: 'then',
    of: lookUpOf(at.of, previous, setting, days),
    dates: withNone(days.datesOf(afterwards, setting)),
  };
}

/** With one more entry, for the days beyond the table. */
function withNone(dates: Int32Array): Int32Array {
  const longer = new Int32Array(dates.length + 1).fill(NO_DATE, dates.length);
  longer.set(dates);
  return longer;
}

/**
 * Writes the date of each row, `NO_DATE` where there is none, and tells whether any has none. A start of `NO_DATE` is
 * none. The earliest of several is known once one is; the latest only when all are.
 */
export function writeDates(
  lookUp: LookUp,
  starts: (start: Start) => Int32Array | null,
  from: number,
  into: Int32Array,
  rows: number,
): boolean {
  switch (lookUp.kind) {
    case 'start': {
      const days = starts(lookUp.start);
      if (days) return lookUpEach(lookUp.dates, days, from, into, rows);
      into.fill(NO_DATE, 0, rows);
      return rows > 0;
    }
    case 'then':
      writeDates(lookUp.of, starts, from, into, rows);
      return lookUpEach(lookUp.dates, into, from, into, rows);
    case 'pick': {
      const [first, ...others] = lookUp.of;
      writeDates(first!, starts, from, into, rows);
      const other = new Int32Array(rows);
      const isEarliest = lookUp.which === 'earliest';
      for (const one of others) {
        writeDates(one, starts, from, other, rows);
        if (isEarliest) keepEarliest(into, other, rows);
        else keepLatest(into, other, rows);
      }
      return hasGaps(into, rows);
    }
  }
}

/**
 * Whether any row has none is told on the way, since going through all rows again would cost as much as the look-ups:
 * `NO_DATE` has its sign bit set. A date before 1970 has it too, and then the rows are looked through.
 */
function lookUpEach(
  dates: Int32Array,
  starts: Int32Array,
  from: number,
  into: Int32Array,
  rows: number,
): boolean {
  const none = dates.length - 1;
  const many = rows < WORTH_WHILE ? null : lookUpInVectors(dates, starts, from, into, rows);
  let signs = many?.signs ? -1 : 0;
  for (let row = many?.done ?? 0; row < rows; row++) {
    const place = (starts[row]! - from) >>> 0;
    const date = dates[place < none ? place : none]!;
    into[row] = date;
    signs |= date;
  }
  return signs < 0 && hasGaps(into, rows);
}

function hasGaps(days: Int32Array, rows: number): boolean {
  for (let row = 0; row < rows; row++) if (days[row] === NO_DATE) return true;
  return false;
}

/** Keeps the earlier date of each row; the one that is known where only one is. */
export function keepEarliest(into: Int32Array, other: Int32Array, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const date = other[row]!;
    if (date !== NO_DATE && (into[row] === NO_DATE || date < into[row]!)) into[row] = date;
  }
}

function keepLatest(into: Int32Array, other: Int32Array, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const date = other[row]!;
    if (date === NO_DATE || into[row] === NO_DATE) into[row] = NO_DATE;
    else if (date > into[row]!) into[row] = date;
  }
}
