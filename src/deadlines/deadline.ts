import type { ClauseReference } from '../rules/compiled-rule.js';
import type { Timing } from '../rules/expression.js';
import { formatDay } from '../time/day.js';
import { formatMoment } from '../time/moment.js';
import type { Assessed } from './assess.js';
import type { Clock } from './clock.js';
import { type ReadingDate, readingsOf, type TierDate, tierDate } from './dated.js';
import { findingsOf } from './findings.js';
import { NONE } from './missing.js';
import type { OutcomeName } from './outcome.js';
import { isAmong } from './short-lists.js';

/** The event that started a clock. */
export interface Trigger {
  readonly event: string;
  readonly on: string;
  /** What it stands in for, where the event that the clause names was not recorded. */
  readonly standsInFor?: string;
}

/** One date that a rule fixes for a case. Dates are `YYYY-MM-DD`; the whole day counts. */
export interface Deadline {
  readonly rule: string;
  readonly title: string;
  readonly trigger: Trigger | null;
  /** The last day on which the action is in time; null while something it needs is missing. */
  readonly due: string | null;
  /** The local time on that day, where the period is in hours and the trigger has a time. */
  readonly dueAt: string | null;
  readonly precision: 'day' | 'time';
  /** The clause says "at once": due on the trigger's day. */
  readonly immediate: boolean;
  /** The first day on which it may be done, where the clause opens a window. */
  readonly opens: string | null;
  readonly tiers: readonly TierDate[];
  /** Other ways to read the clause, with their dates. */
  readonly readings: readonly ReadingDate[];
  /** The earliest of the due date and all readings: in time, however the clause is read. */
  readonly safe: string | null;
  readonly nonWorkingDay: boolean;
  readonly nonWorkingReason: string | null;
  /** The last working day on or before the due date. */
  readonly lastWorkingDay: string | null;
  readonly calendar: string;
  /** A year was leaned on whose bank holidays are not yet proclaimed. */
  readonly projected: boolean;
  readonly missing: readonly string[];
  readonly clauses: readonly ClauseReference[];
  readonly area: string;
  readonly strength: string;
  readonly who: string | null;
  /** When it was done; null while it is not. */
  readonly done: string | null;
  /** Whether the rule is for this case: `unknown` names what is lacking, and never becomes yes or no by itself. */
  readonly applies: 'yes' | 'no' | 'unknown';
  readonly lacking: readonly string[];
  /** The more specific rule that governs instead. */
  readonly yieldsTo: string | null;
  /** What the clause leaves open and the table settles. */
  readonly assumes: readonly string[];
  /** What is odd about the record here. */
  readonly findings: readonly string[];
  /** Beyond what has happened: due only if the one before is done on its own due date. */
  readonly foreseen: boolean;
  /** Whether the figure was read at its source. */
  readonly verified: boolean;
  /** How it stands on the day asked for; null, with the days, where no day was. */
  readonly outcome: OutcomeName | null;
  readonly daysLeft: number | null;
  readonly workingDaysLeft: number | null;
  readonly daysLate: number | null;
  readonly workingDaysLate: number | null;
}

/** A deadline and how it stands on the day asked for. */
export type StandingDeadline = Deadline & { readonly outcome: OutcomeName };

/** The answer for people and programs. */
export function toDeadline(assessed: Assessed, foreseen = false): Deadline {
  const { dated, applies, standing } = assessed;
  const { rule, clock, limit, opens, tiers, missing, setting } = dated;
  const { calendar } = setting;
  const { readings, safe } = readingsOf(dated);
  const timed = limit !== null && limit.second !== null;
  const reason = limit && calendar.nonWorkingReason(limit.day);
  return {
    rule: rule.ref,
    title: rule.title,
    trigger: triggerOf(clock),
    due: limit && formatDay(limit.day),
    dueAt: timed ? formatMoment(limit) : null,
    precision: timed ? 'time' : 'day',
    immediate: clock.timing.immediate,
    opens: opens && formatDay(opens.day),
    tiers: tiers.length === 0 ? NONE : tiers.map(tierDate),
    readings,
    safe: safe && formatDay(safe.day),
    nonWorkingDay: reason !== null,
    nonWorkingReason: reason,
    lastWorkingDay:
      limit &&
      (reason === null ? formatDay(limit.day) : formatDay(calendar.previousWorkingOrSame(limit.day))),
    calendar: calendar.id,
    projected:
      limit !== null &&
      (calendar.isProjected(limit.day) ||
        (clock.trigger !== null && calendar.isProjected(clock.trigger.day))),
    missing,
    clauses: rule.clauses,
    area: rule.area,
    strength: rule.strength,
    who: rule.who,
    done: clock.done && formatMoment(clock.done),
    applies: applies === undefined ? 'unknown' : applies ? 'yes' : 'no',
    lacking: assessed.lacking,
    yieldsTo: assessed.yieldsTo,
    assumes: rule.assumes,
    findings: findingsOf(assessed),
    foreseen,
    verified: rule.verified,
    outcome: standing === null ? null : standing.outcome,
    daysLeft: standing === null ? null : standing.daysLeft,
    workingDaysLeft: standing === null ? null : standing.workingDaysLeft,
    daysLate: standing === null ? null : standing.daysLate,
    workingDaysLate: standing === null ? null : standing.workingDaysLate,
  };
}

function triggerOf({ trigger, timing }: Clock): Trigger | null {
  if (!trigger) return null;
  const standsInFor = standInFor(timing, trigger.event);
  return standsInFor === undefined
    ? { event: trigger.event, on: formatMoment(trigger) }
    : { event: trigger.event, on: formatMoment(trigger), standsInFor };
}

function standInFor(timing: Timing, event: string): string | undefined {
  let at = timing.tiers[0]?.at;
  while (at && (at.kind === 'shift' || at.kind === 'roll' || at.kind === 'received' || at.kind === 'next'))
    at = at.of;
  return at?.kind === 'event' && isAmong(at.standIns, event) ? at.events[0] : undefined;
}
