import type { DayCalendar } from '../calendar/day-calendar.js';
import type { OutcomeName } from '../deadlines/outcome.js';
import { NO_DATE } from '../lines/start-days.js';
import type { Day } from '../time/day.js';

/** What an outcome column holds, by number: the place of the outcome in this list. */
export const OUTCOMES = [
  'not-started',
  'not-applicable',
  'unknown',
  'upcoming',
  'due-soon',
  'due-today',
  'overdue',
  'met',
  'met-late',
  'too-early',
  'ended',
  'disordered',
] as const satisfies readonly OutcomeName[];

type Code = { readonly [Name in (typeof OUTCOMES)[number]]: number };

export const CODE = Object.fromEntries(OUTCOMES.map((name, code) => [name, code])) as Code;

/** Whether a rule is for a row's case, as a column holds it. */
export const APPLIES = { no: 0, unknown: 1, yes: 2 } as const;

/** Plain days, `NO_DATE` where there is none; all of one length. */
export interface ClockColumns {
  readonly start: Int32Array;
  readonly due: Int32Array;
  readonly opens: Int32Array | null;
  readonly done: Int32Array | null;
  readonly ended: Int32Array | null;
  readonly applies: Uint8Array | null;
}

/** What all rows share. */
export interface Judging {
  readonly asOf: number;
  readonly dueSoonWorkingDays: number;
  /** Whether the action comes after its start; a lead time's comes before. */
  readonly isAfter: boolean;
  /** What a row is whose case the rule is certainly not for: in a series `not-applicable`, else no clock starts. */
  readonly notFor: 'not-applicable' | 'not-started';
  readonly calendar: DayCalendar;
}

/** How each row stands on the day: the same decisions, in the same order, as for a single deadline. */
export function writeOutcomes(columns: ClockColumns, judging: Judging, into: Uint8Array, rows: number): void {
  const { start, due, opens, done, ended, applies } = columns;
  const { asOf, isAfter } = judging;
  const soonUntil = lastDueSoon(judging);
  // Names for what the loop needs, so that it runs on whole numbers throughout.
  const none = NO_DATE | 0;
  const notFor = CODE[judging.notFor] | 0;
  const notStarted = CODE['not-started'] | 0;
  const unknown = CODE.unknown | 0;
  const tooEarly = CODE['too-early'] | 0;
  const met = CODE.met | 0;
  const metLate = CODE['met-late'] | 0;
  const disordered = CODE.disordered | 0;
  const hasEnded = CODE.ended | 0;
  const overdue = CODE.overdue | 0;
  const dueToday = CODE['due-today'] | 0;
  const dueSoon = CODE['due-soon'] | 0;
  const upcoming = CODE.upcoming | 0;
  for (let row = 0; row < rows; row++) {
    const from = start[row]! | 0;
    const limit = due[row]! | 0;
    const applying = applies === null ? APPLIES.yes : applies[row]!;
    let finished = done === null ? none : done[row]! | 0;
    const isOrphan = isAfter && finished !== none && finished < from;
    if (isOrphan || finished > asOf) finished = none;
    const end = ended === null ? none : ended[row]! | 0;
    let code: number;
    if (from === none) code = notStarted;
    else if (applying === APPLIES.no) code = notFor;
    else if (applying === APPLIES.unknown) code = unknown;
    else if (from > asOf && isAfter && finished === none) code = notStarted;
    else if (finished !== none) {
      if (opens !== null && opens[row] !== none && finished < opens[row]!) code = tooEarly;
      else if (limit === none) code = unknown;
      else code = finished > limit ? metLate : met;
    } else if (isOrphan) code = disordered;
    else if (end !== none && end <= asOf && (limit === none || end <= limit)) code = hasEnded;
    else if (limit === none) code = unknown;
    else if (asOf > limit) code = overdue;
    else if (asOf === limit) code = dueToday;
    else code = limit <= soonUntil ? dueSoon : upcoming;
    into[row] = code;
  }
}

/** The last due date that is still due soon. */
function lastDueSoon({ asOf, dueSoonWorkingDays, calendar }: Judging): number {
  let day = asOf;
  while (day < calendar.to && calendar.workingDaysAfter(asOf as Day, (day + 1) as Day) <= dueSoonWorkingDays)
    day += 1;
  return day;
}

/**
 * Days past the due date, of the completion or of the day asked for, on the calendar and in working days; negative
 * where it is still to come. `NO_DATE` for outcomes that have no such days. `ranks` are the working days up to and
 * including each day of the calendar.
 */
export function writeDaysPastDue(
  { due, done }: ClockColumns,
  outcomes: Uint8Array,
  { asOf, calendar }: Judging,
  ranks: Int32Array,
  days: Int32Array,
  workingDays: Int32Array,
): void {
  const none = NO_DATE | 0;
  const metLate = CODE['met-late'] | 0;
  const [first, last] = [CODE.upcoming | 0, CODE.overdue | 0];
  const from = calendar.from | 0;
  for (let row = 0; row < days.length; row++) {
    const code = outcomes[row]!;
    if (code !== metLate && (code < first || code > last)) {
      days[row] = none;
      workingDays[row] = none;
      continue;
    }
    const at = code === metLate ? done![row]! : asOf;
    const limit = due[row]!;
    days[row] = at - limit;
    workingDays[row] = ranks[at - from]! - ranks[limit - from]!;
  }
}
