import { TimescaleError } from '../failure.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import { type Day, formatDay } from '../time/day.js';
import type { Moment } from '../time/moment.js';
import { type Assessor, asked, FOREVER, TriggersOf } from './assessor.js';
import type { Clock } from './clock.js';
import { holds, type Truth } from './condition.js';
import { bindingsOf, type DatedClock, dateClock } from './dated.js';
import { governing, NOBODY, type Winner, winnersOf } from './governing.js';
import type { History } from './history.js';
import { endAfter, lastDayOf } from './last-day.js';
import { type Missing, NONE, namesOf } from './missing.js';
import { type Outcome, outcomeOf, plain } from './outcome.js';
import { perPeriodClocks } from './per-period.js';
import { recurringClocks } from './recurrence.js';
import { append } from './short-lists.js';
import { singleClocks } from './single-clocks.js';
import { withinWindows } from './windows.js';

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

/** Takes what can't be dated: a clock outside every version, or outside the calendar. */
export type Refuse = (error: TimescaleError) => void;

/** The clocks of one version of a rule, dated. */
function datedClocks(
  rule: CompiledRule,
  versions: readonly CompiledRule[],
  assessor: Assessor,
  history: History,
  refuse: Refuse,
): readonly DatedClock[] {
  const { setting } = assessor;
  const { due } = rule;
  if (!due) return NONE;
  if (due.form === 'per-period') {
    return perPeriodClocks(due.perPeriod, rule.done, history, setting).map(({ clock, limit, missing }) => ({
      rule,
      clock,
      bound: bindingsOf(clock, history),
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
      ? singleClocks(
          due.timing,
          rule.done,
          history,
          new TriggersOf(rule, assessor, history, rule === versions[0] ? rule.from : null),
          assessor.names,
        )
      : recurringClocks(due.recurrence, rule.done, history, setting);
  let dated: DatedClock[] | null = null;
  for (let at = 0; at < clocks.length; at++) {
    const clock = clocks[at]!;
    if (!legOf(rule, clock)) continue;
    try {
      const withheld = withheldTier(rule, clock, assessor, history);
      dated = append(dated, dateClock(rule, clock, setting, history, withheld));
    } catch (error) {
      const { trigger } = clock;
      // Another version's clock is the other version's to refuse.
      handOn(error, !trigger || versionFor(versions, trigger.day) === rule ? refuse : unsaid);
    }
  }
  if (dated === null) return NONE;
  const opens = due.form === 'single' && due.timing.opens !== null;
  return opens ? withinWindows(dated, clocks, rule.done, history) : dated;
}

/** Whether a version is in force on a day. */
export const isInForce = ({ from, until }: CompiledRule, day: Day): boolean =>
  day >= from && (until === null || day < until);

/** The version that has to say something of a day, also where none is in force. */
const versionFor = (versions: readonly CompiledRule[], day: Day): CompiledRule =>
  versions.find((one) => isInForce(one, day)) ??
  (day < versions[0]!.from ? versions[0]! : versions[versions.length - 1]!);

/** Hands on what can't be worked out; anything else is a fault of ours. */
function handOn(error: unknown, refuse: Refuse): void {
  if (!(error instanceof TimescaleError)) throw error;
  refuse(error);
}

/** A named leg has its own clocks; the series keeps the rest. */
function legOf(rule: CompiledRule, clock: Clock): boolean {
  if (rule.leg !== null) return clock.leg === rule.leg;
  if (rule.due?.form !== 'recurring' || clock.leg === null) return true;
  return (rule.due.recurrence.legs[clock.leg]?.id ?? null) === null;
}

/** The tier that holds only with an approval, while there is none. */
function withheldTier(rule: CompiledRule, clock: Clock, assessor: Assessor, history: History): string | null {
  const { extension } = rule;
  if (!extension) return null;
  const on = clock.trigger?.day ?? assessor.asOf?.day ?? FOREVER;
  return holds(
    extension.when,
    asked(assessor, history, clock.trigger, clock.start, on, lastDayOf(clock)),
    [],
  ) === true
    ? null
    : extension.tier;
}

const isPerPeriod = ({ due }: CompiledRule): boolean => due?.form === 'per-period';

/** The day that decides which version is in force and what the conditions are asked for: of a period, its first. */
function dayOfClock({ rule, clock, limit, opens }: DatedClock): Day | null {
  if (isPerPeriod(rule)) return opens?.day ?? null;
  return clock.trigger?.day ?? limit?.day ?? opens?.day ?? null;
}

const throwIt: Refuse = (error) => {
  throw error;
};

/** For what says so elsewhere. */
export const unsaid: Refuse = () => {};

/**
 * Every clock of a rule on a case: dated by the version in force on its trigger's day, and how it stands.
 *
 * A clock that starts before the rule's first version or after its last (`NO_VERSION_IN_FORCE`), or that needs a date
 * which the calendar does not know (`OUTSIDE_COVERAGE`), goes to `refuse`, and the others are done; unless told, the
 * first is thrown.
 */
export function assess(
  versions: readonly CompiledRule[],
  assessor: Assessor,
  history: History,
  refuse: Refuse = throwIt,
): readonly Assessed[] {
  let found: Assessed[] | null = null;
  let winners: readonly Winner[] | null = null;
  for (let index = 0; index < versions.length; index++) {
    const rule = versions[index]!;
    const newest = index === versions.length - 1;
    const clocks = datedClocks(rule, versions, assessor, history, refuse);
    for (let at = 0; at < clocks.length; at++) {
      const dated = clocks[at]!;
      const on = dayOfClock(dated);
      // Another version of the rule governs this clock; one without a date is the newest version's.
      if (on === null ? !newest : !isInForce(rule, on)) {
        // A birthday before the document was in force is nobody's mistake, nor is a term: no clock.
        const isMistake =
          on !== null &&
          !isPerPeriod(rule) &&
          (on < rule.from ? index === 0 && dated.clock.trigger !== null : newest);
        if (isMistake) refuse(notInForce(rule, on));
        continue;
      }
      winners ??= winnersOf(rule, assessor, history);
      try {
        found = append(found, judge(dated, winners, assessor, on));
      } catch (error) {
        handOn(error, refuse);
      }
    }
  }
  return found ?? NONE;
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
  return judge(dated, winnersOf(rule, assessor, history), assessor, dayOfClock(dated));
}

function judge(dated: DatedClock, winners: readonly Winner[], assessor: Assessor, on: Day | null): Assessed {
  const { asOf } = assessor;
  const { rule, clock, history } = dated;
  const conditionDay = on ?? asOf?.day ?? FOREVER;
  const { when } = rule;
  const { trigger, start } = clock;
  const missing: Missing = [];
  // Asked as it was when the trigger was chosen.
  const isChosen = trigger !== null && rule.due?.form === 'single';
  const until = isChosen ? endAfter(trigger, rule, history) : (clock.ended?.day ?? null);
  const isFor = !when || holds(when, asked(assessor, history, trigger, start, conditionDay, until), missing);
  const instead = isFor === false ? NOBODY : governing(winners, dated, assessor, conditionDay);
  const applies = instead.rule !== null ? false : instead.missing.length > 0 ? undefined : isFor;
  return {
    dated,
    applies,
    lacking: applies === undefined ? namesOf([...missing, ...instead.missing]) : NONE,
    yieldsTo: instead.rule,
    standing: asOf && standingOf(dated, applies, asOf, assessor.dueSoonWorkingDays),
  };
}

function standingOf(dated: DatedClock, applies: Truth, asOf: Moment, dueSoonWorkingDays: number): Outcome {
  if (applies === false) return plain('not-applicable');
  if (applies === undefined) return plain('unknown');
  return outcomeOf(dated, asOf, dueSoonWorkingDays);
}

/** Says of the first or last version of a rule that it is not there yet, or no longer. */
export function notInForce(rule: CompiledRule, on: Day): TimescaleError {
  const until = rule.until === null ? '' : ` until ${formatDay(rule.until)}`;
  return new TimescaleError(
    'NO_VERSION_IN_FORCE',
    rule.ref,
    formatDay(on),
    `No version of ${rule.ref} is in force on ${formatDay(on)}; the table has it from ${formatDay(rule.from)}${until}.`,
  );
}
