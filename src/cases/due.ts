import { type Assessed, assess, assessClock, isInForce, notInForce } from '../deadlines/assess.js';
import type { Assessor } from '../deadlines/assessor.js';
import { type Deadline, type StandingDeadline, toDeadline } from '../deadlines/deadline.js';
import { eventNoun } from '../deadlines/describe/nouns.js';
import { clockOf } from '../deadlines/one-clock.js';
import { triggerNames } from '../deadlines/triggers.js';
import { TimescaleError } from '../failure.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Names } from '../rules/table.js';
import { compareMoments } from '../time/moment.js';
import { assessorOf, type Bound, readAsOf, ruleIdOf } from './bind.js';
import type { CaseInput } from './case-input.js';
import { withDeemedEvents } from './deemed.js';
import type { ReadCase } from './make-case.js';
import { readCase } from './read-case.js';

export interface AskOptions {
  /** The day asked for: what is dated later has not happened. Without it no outcome is given. */
  asOf?: string;
}

interface Asked {
  readonly assessed: readonly Assessed[];
  readonly versions: readonly CompiledRule[];
  readonly read: ReadCase;
  readonly assessor: Assessor;
}

/** Every clock of one rule on a case; refused only where none of them can be worked out. */
export function assessRule(bound: Bound, ruleId: string, input: CaseInput, options: AskOptions): Asked {
  const id = ruleIdOf(bound, ruleId);
  const versions = bound.versions(id);
  if (!versions[0]!.due) {
    throw new TimescaleError(
      'NOT_A_DEADLINE',
      'rule',
      ruleId,
      `"${ruleId}" is not a due date but ${formOf(versions[0]!)}; a plan gives its answer.`,
    );
  }
  const assessor = assessorOf(bound, options.asOf === undefined ? null : readAsOf(bound, options.asOf));
  const read = withDeemedEvents(readCase(input, bound.table.names), bound, assessor);
  const refused: TimescaleError[] = [];
  const assessed = assess(versions, assessor, read, (error) => refused.push(error));
  if (assessed.length === 0 && refused[0]) throw refused[0];
  return { assessed, versions, read, assessor };
}

const formOf = ({ row }: CompiledRule): string =>
  row.limit ? 'a limit on days' : row.count ? 'a count' : 'an eligibility';

/** The clock that a question about one rule means: the last one to have started by the day asked for, if one has. */
export function currentClock(bound: Bound, ruleId: string, input: CaseInput, options: AskOptions): Assessed {
  const { assessed, versions, read, assessor } = assessRule(bound, ruleId, input, options);
  for (let at = assessed.length - 1; at >= 0; at--)
    if (at === 0 || hasStarted(assessed, at, assessor)) return assessed[at]!;
  const newest = versions.at(-1)!;
  const fallback = legClock(bound, newest, read, assessor) ?? afterLastDone(versions, read, assessor);
  if (fallback) return fallback;
  throw missingTrigger(newest, bound.table.names);
}

/** Whether a clock has started by the day asked for: a birthday's once the one before it is past. */
function hasStarted(clocks: readonly Assessed[], at: number, { asOf }: Assessor): boolean {
  const { clock, rule } = clocks[at]!.dated;
  if (!asOf || clock.timing.direction !== 'after') return true;
  const start = rule.due?.form === 'per-period' ? clock.since : clock.trigger;
  const before = start ?? clocks[at - 1]?.dated.limit ?? null;
  return before === null || compareMoments(before, asOf) <= 0;
}

/** A series asked for while one of its named legs is running: that leg is what falls due next. */
function legClock(
  bound: Bound,
  rule: CompiledRule,
  read: ReadCase,
  assessor: Assessor,
): Assessed | undefined {
  if (rule.due?.form !== 'recurring' || rule.leg !== null) return undefined;
  return rule.due.recurrence.legs
    .flatMap((leg) => (leg.id === null ? [] : assess(bound.versions(leg.id), assessor, read)))
    .sort((a, b) => (a.dated.clock.trigger?.day ?? 0) - (b.dated.clock.trigger?.day ?? 0))
    .findLast((_, at, all) => hasStarted(all, at, assessor));
}

/** Asked for by name with only the one before recorded: the interval that the rule itself is, in the version of its day. */
function afterLastDone(
  versions: readonly CompiledRule[],
  read: ReadCase,
  assessor: Assessor,
): Assessed | undefined {
  const newest = versions.at(-1)!;
  if (newest.due?.form !== 'recurring' || newest.leg === 0) return undefined;
  const trigger = newest.done.flatMap((event) => read.of(event)).at(-1);
  if (!trigger) return undefined;
  const rule = versions.find((one) => isInForce(one, trigger.day));
  if (!rule) throw notInForce(trigger.day < versions[0]!.from ? versions[0]! : newest, trigger.day);
  if (rule.due?.form !== 'recurring') return undefined;
  const { legs, phases } = rule.due.recurrence;
  const leg = rule.leg ?? legs.length;
  const timing = legs[leg]?.timing ?? phases[0]!.timing;
  return assessClock(rule, { ...clockOf(timing, trigger), leg }, assessor, read);
}

function missingTrigger(rule: CompiledRule, names: Names): TimescaleError {
  const { due } = rule;
  const starts =
    due?.form === 'single'
      ? triggerNames(due.timing.leaves)
      : due?.form === 'recurring'
        ? triggerNames(due.recurrence.startLeaves)
        : [];
  const before = rule.leg === 0 || due?.form !== 'recurring' ? [] : rule.done;
  const wanted = [...new Set([...starts, ...before])];
  return new TimescaleError(
    'MISSING_TRIGGER',
    'events',
    null,
    wanted.length === 0
      ? `${rule.ref} has nothing to start from in this case.`
      : `${rule.ref} starts with ${wanted.map((name) => `"${name}"`).join(' or ')}, and the case has none: give the date of ${eventNoun(names, wanted[0]!)}.`,
  );
}

/** Said once: asking without options is what is asked most. */
const NO_OPTIONS: AskOptions = {};

/**
 * The deadline that a rule of a bound table fixes for a case: of the clock that started last. With `asOf`, its outcome
 * too.
 *
 * @throws TimescaleError `UNKNOWN_RULE`, `MISSING_TRIGGER`, `NOT_A_DEADLINE`, `NO_VERSION_IN_FORCE`,
 * `OUTSIDE_COVERAGE`, and what is wrong with the case.
 * @example
 * // Friday 27 March 2026, 15 working days, Good Friday and Easter Monday skipped: Tuesday 21 April 2026
 * due(bindTable(wokingham), 'initial-conference', { events: { 'strategy-discussion': '2026-03-27' } }).due // => '2026-04-21'
 */
export function due(
  bound: Bound,
  ruleId: string,
  input: CaseInput,
  options: AskOptions & { asOf: string },
): StandingDeadline;
export function due(bound: Bound, ruleId: string, input: CaseInput, options?: AskOptions): Deadline;
export function due(
  bound: Bound,
  ruleId: string,
  input: CaseInput,
  options: AskOptions = NO_OPTIONS,
): Deadline {
  return toDeadline(currentClock(bound, ruleId, input, options));
}

/** The deadlines of every clock of one rule on a case, earliest trigger first. */
export function deadlines(
  bound: Bound,
  ruleId: string,
  input: CaseInput,
  options: AskOptions = NO_OPTIONS,
): Deadline[] {
  return assessRule(bound, ruleId, input, options).assessed.map((one) => toDeadline(one));
}
