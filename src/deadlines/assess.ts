import { TimescaleError } from '../failure.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Names } from '../rules/table.js';
import { type Day, formatDay } from '../time/day.js';
import type { Moment } from '../time/moment.js';
import type { Clock } from './clock.js';
import { type Asked, holds, type Truth } from './condition.js';
import { type DatedClock, dateClock, NONE } from './dated.js';
import type { Missing } from './evaluate.js';
import type { History, Occurrence } from './history.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { perPeriodClocks } from './per-period.js';
import { recurringClocks } from './recurrence.js';
import type { Setting } from './setting.js';
import { type IsFor, singleClocks } from './single-clocks.js';

/** All that assessing a rule takes beside the case. */
export interface Assessor {
  readonly setting: Setting;
  readonly names: Names;
  /** Nothing after it has happened yet; null where no day is asked for and everything recorded counts. */
  readonly asOf: Moment | null;
  readonly dueSoonWorkingDays: number;
  /** The versions of a rule by id, oldest first; empty for a rule that is not there. */
  readonly versions: (id: string) => readonly CompiledRule[];
}

/** A dated clock and how it stands. */
export interface Assessed {
  readonly dated: DatedClock;
  readonly applies: Truth;
  /** What a yes or no on whom the rule is for would need. */
  readonly lacking: readonly string[];
  /** The rule that this one gives way to here. */
  readonly yieldsTo: string | null;
  /** Null where no day was asked for. */
  readonly standing: Outcome | null;
}

const FOREVER = Number.MAX_SAFE_INTEGER as Day;

/** The clocks of one version of a rule, dated. */
function datedClocks(rule: CompiledRule, assessor: Assessor, history: History): DatedClock[] {
  const { setting } = assessor;
  const { due } = rule;
  if (!due) return [];
  if (due.form === 'per-period') {
    return perPeriodClocks(due.perPeriod, rule.done, history, setting).map(({ clock, limit, missing }) => ({
      rule,
      clock,
      limit,
      opens: clock.since,
      tiers: [],
      missing,
      withheld: null,
      setting,
      history,
    }));
  }
  const clocks =
    due.form === 'single'
      ? singleClocks(due.timing, rule.done, history, isForTrigger(rule, assessor, history))
      : recurringClocks(due.recurrence, rule.done, history, setting).filter((clock) => legOf(rule, clock));
  return clocks.map((clock) =>
    dateClock(rule, clock, setting, history, withheldTier(rule, clock, assessor, history)),
  );
}

/** A named leg has its own clocks; the series keeps the rest. */
function legOf(rule: CompiledRule, clock: Clock): boolean {
  if (rule.leg !== null) return clock.leg === rule.leg;
  if (rule.due?.form !== 'recurring' || clock.leg === null) return true;
  return (rule.due.recurrence.legs[clock.leg]?.id ?? null) === null;
}

/** What a condition is asked of, for a clock that started (or would start) with a trigger. */
function asked(
  assessor: Assessor,
  history: History,
  trigger: Occurrence | null,
  start: Occurrence | null,
  on: Day,
): Asked {
  return {
    history,
    occurrences: start === trigger ? [trigger] : [trigger, start],
    since: (start ?? trigger)?.day ?? null,
    on,
    asOf: assessor.asOf?.day ?? FOREVER,
    spells: assessor.names.spells,
  };
}

const EVERY: IsFor = () => true;

/** Whether a trigger can start a clock of the rule: not where the rule is certainly for somebody else. */
function isForTrigger(rule: CompiledRule, assessor: Assessor, history: History): IsFor {
  const { when } = rule.row;
  if (!when) return EVERY;
  return (trigger) =>
    holds(when, asked(assessor, history, trigger, trigger, trigger.day), new Set()) !== false;
}

/** The tier that holds only with an approval, while there is none. */
function withheldTier(rule: CompiledRule, clock: Clock, assessor: Assessor, history: History): string | null {
  const { extension } = rule.row;
  if (!extension) return null;
  const on = clock.trigger?.day ?? assessor.asOf?.day ?? FOREVER;
  return holds(extension.when, asked(assessor, history, clock.trigger, clock.start, on), new Set()) === true
    ? null
    : extension.tier;
}

/** The day that decides which version is in force and what the conditions are asked for. */
function dayOfClock(dated: DatedClock): Day | null {
  return dated.clock.trigger?.day ?? dated.limit?.day ?? dated.opens?.day ?? null;
}

function yielding(
  rule: CompiledRule,
  dated: DatedClock,
  assessor: Assessor,
  history: History,
  on: Day,
): string | null {
  const { trigger } = dated.clock;
  for (const id of rule.row['yields-to'] ?? []) {
    const winner = assessor.versions(id).at(-1);
    if (!winner?.due || winner.due.form === 'per-period') continue;
    const when = winner.row.when;
    if (when && holds(when, asked(assessor, history, trigger, dated.clock.start, on), new Set()) !== true)
      continue;
    if (clocksFrom(winner, trigger, history, assessor)) return winner.ref;
  }
  return null;
}

/** Whether the winner has a clock from the same event. */
function clocksFrom(
  winner: CompiledRule,
  trigger: Occurrence | null,
  history: History,
  assessor: Assessor,
): boolean {
  const due = winner.due!;
  const clocks =
    due.form === 'single'
      ? singleClocks(due.timing, winner.done, history, isForTrigger(winner, assessor, history))
      : due.form === 'recurring'
        ? recurringClocks(due.recurrence, winner.done, history, assessor.setting)
        : [];
  return clocks.some(
    (clock) => clock.trigger === trigger || (trigger !== null && clock.trigger?.event === trigger.event),
  );
}

/**
 * Every clock of a rule on a case: dated by the version in force on its trigger's day, and how it stands.
 *
 * @throws TimescaleError `NO_VERSION_IN_FORCE` for a clock that starts before the rule's first version or after its
 * last, `OUTSIDE_COVERAGE` for a date that the calendar does not know.
 */
export function assess(versions: readonly CompiledRule[], assessor: Assessor, history: History): Assessed[] {
  const found: Assessed[] = [];
  for (const [index, rule] of versions.entries()) {
    for (const dated of datedClocks(rule, assessor, history)) {
      const on = dayOfClock(dated);
      if (on !== null && on < rule.from) {
        if (index > 0) continue;
        throw notInForce(rule, on);
      }
      if (on !== null && rule.until !== null && on >= rule.until) {
        if (index < versions.length - 1) continue;
        throw notInForce(rule, on);
      }
      if (on === null && index < versions.length - 1) continue;
      found.push(judge(rule, dated, assessor, history, on));
    }
  }
  return found;
}

/** One clock made for a question, dated and judged like any other. */
export function assessClock(
  rule: CompiledRule,
  clock: Clock,
  assessor: Assessor,
  history: History,
): Assessed {
  const dated = dateClock(
    rule,
    clock,
    assessor.setting,
    history,
    withheldTier(rule, clock, assessor, history),
  );
  return judge(rule, dated, assessor, history, dayOfClock(dated));
}

function judge(
  rule: CompiledRule,
  dated: DatedClock,
  assessor: Assessor,
  history: History,
  on: Day | null,
): Assessed {
  const { asOf } = assessor;
  const missing: Missing = new Set();
  const conditionDay = on ?? asOf?.day ?? FOREVER;
  const { when } = rule.row;
  const applies = when
    ? holds(when, asked(assessor, history, dated.clock.trigger, dated.clock.start, conditionDay), missing)
    : true;
  const yieldsTo =
    rule.row['yields-to'] && applies !== false
      ? yielding(rule, dated, assessor, history, conditionDay)
      : null;
  return {
    dated,
    applies: yieldsTo ? false : applies,
    lacking: missing.size === 0 ? NONE : [...missing],
    yieldsTo,
    standing: asOf && standingOf(dated, yieldsTo ? false : applies, asOf, assessor.dueSoonWorkingDays),
  };
}

const WITHOUT_DAYS = { daysLeft: null, workingDaysLeft: null, daysLate: null, workingDaysLate: null };

function standingOf(dated: DatedClock, applies: Truth, asOf: Moment, dueSoonWorkingDays: number): Outcome {
  if (applies === false) return { outcome: 'not-applicable', ...WITHOUT_DAYS };
  if (applies === undefined) return { outcome: 'unknown', ...WITHOUT_DAYS };
  return outcomeOf(dated, asOf, dueSoonWorkingDays);
}

function notInForce(rule: CompiledRule, on: Day): TimescaleError {
  const range =
    rule.until === null
      ? `from ${formatDay(rule.from)}`
      : `from ${formatDay(rule.from)} until ${formatDay(rule.until)}`;
  return new TimescaleError(
    'NO_VERSION_IN_FORCE',
    rule.ref,
    formatDay(on),
    `No version of ${rule.ref} is in force on ${formatDay(on)}; the table has it ${range}.`,
  );
}
