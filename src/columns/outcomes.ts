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
  const notFor = CODE[judging.notFor];
  const soonUntil = lastDueSoon(judging);
  for (let row = 0; row < rows; row++) {
    const from = start[row]!;
    const limit = due[row]!;
    const applying = applies === null ? APPLIES.yes : applies[row]!;
    let finished = done === null ? NO_DATE : done[row]!;
    const isOrphan = isAfter && finished !== NO_DATE && finished < from;
    if (isOrphan || finished > asOf) finished = NO_DATE;
    const end = ended === null ? NO_DATE : ended[row]!;
    let code: number;
    if (from === NO_DATE) code = CODE['not-started'];
    else if (applying === APPLIES.no) code = notFor;
    else if (applying === APPLIES.unknown) code = CODE.unknown;
    else if (from > asOf && isAfter && finished === NO_DATE) code = CODE['not-started'];
    else if (finished !== NO_DATE) {
      if (opens !== null && opens[row] !== NO_DATE && finished < opens[row]!) code = CODE['too-early'];
      else if (limit === NO_DATE) code = CODE.unknown;
      else code = finished > limit ? CODE['met-late'] : CODE.met;
    } else if (isOrphan) code = CODE.disordered;
    else if (end !== NO_DATE && end <= asOf && (limit === NO_DATE || end <= limit)) code = CODE.ended;
    else if (limit === NO_DATE) code = CODE.unknown;
    else if (asOf > limit) code = CODE.overdue;
    else if (asOf === limit) code = CODE['due-today'];
    else code = limit <= soonUntil ? CODE['due-soon'] : CODE.upcoming;
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
 * Days past the due date, of the completion or of the day asked for; negative where it is still to come. `NO_DATE` for
 * outcomes that have no such days.
 */
export function writeDaysPastDue(
  { due, done }: ClockColumns,
  outcomes: Uint8Array,
  asOf: number,
  between: (due: number, at: number) => number,
  into: Int32Array,
  rows: number,
): void {
  for (let row = 0; row < rows; row++) {
    const code = outcomes[row]!;
    if (code === CODE['met-late']) into[row] = between(due[row]!, done![row]!);
    else if (code >= CODE.upcoming && code <= CODE.overdue) into[row] = between(due[row]!, asOf);
    else into[row] = NO_DATE;
  }
}
