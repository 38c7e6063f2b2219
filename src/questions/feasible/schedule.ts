import type { Bound } from '../../cases/bind.js';
import { makeCase, type ReadCase } from '../../cases/make-case.js';
import { type Assessed, assess } from '../../deadlines/assess.js';
import type { Assessor } from '../../deadlines/assessor.js';
import { safeOf } from '../../deadlines/dated.js';
import { type Occurrence, occurrenceAt } from '../../deadlines/history.js';
import type { CompiledRule } from '../../rules/compiled-rule.js';
import type { Day } from '../../time/day.js';
import type { Moment } from '../../time/moment.js';
import type { Versions } from './around.js';

/** Which dates count: the due dates, or the earliest of all readings. */
export type Reckoning = 'due' | 'safe';

/** All that trying a day takes. */
export interface Trial {
  readonly event: string;
  readonly read: ReadCase;
  readonly bound: Bound;
  readonly assessor: Assessor;
  /** The first day on which anything still to be done can be done. */
  readonly notBefore: Day;
}

/** Something that has to be done ahead of the event, and the last day on which it can be. */
export interface PlannedAction {
  readonly event: string;
  readonly by: Day;
  readonly rule: CompiledRule;
}

/** What holding the event on a day comes to. */
export interface Schedule {
  readonly day: Day;
  /** The rules that can't be met; empty where the day is feasible. */
  readonly broken: readonly CompiledRule[];
  /** What is still to be done ahead of it, each on its last day. */
  readonly actions: readonly PlannedAction[];
  /** The rules that bear on the day, and what it would take to know whether each is for the case. */
  readonly bearing: ReadonlyMap<CompiledRule, readonly string[]>;
  /** Whether a rule that the event completes sets a last day. */
  readonly isBounded: boolean;
}

const onDay = (event: string, day: Day): Occurrence => occurrenceAt(event, { day, second: null });

/** More than the longest chain of actions that lead up to one another. */
const MOST_ROUNDS = 20;

/**
 * The event is put on the day, and what has to precede it on its own last day; what has to precede that in turn on
 * its last day, until nothing is added. The engine then says of each clock what it says of any other.
 */
export function scheduleFor(
  day: Day,
  rules: readonly Versions[],
  reckoning: Reckoning,
  trial: Trial,
): Schedule {
  const actions = new Map<string, PlannedAction>();
  for (let round = 0; ; round++) {
    const found = judge(day, rules, reckoning, trial, actions);
    if (found.added === 0 || round === MOST_ROUNDS) return { day, ...found, actions: [...actions.values()] };
  }
}

function judge(
  day: Day,
  rules: readonly Versions[],
  reckoning: Reckoning,
  { event, read, bound, assessor, notBefore }: Trial,
  actions: Map<string, PlannedAction>,
): Pick<Schedule, 'broken' | 'bearing' | 'isBounded'> & { readonly added: number } {
  const held = onDay(event, day);
  const planned = [held, ...[...actions.values()].map((action) => onDay(action.event, action.by))];
  const history = makeCase(read.case, read.facts, [...read.events, ...planned], bound.table.names);
  const broken = new Set<CompiledRule>();
  const bearing = new Map<CompiledRule, readonly string[]>();
  let isBounded = false;
  let added = 0;
  for (const versions of rules) {
    for (const assessed of assess(versions, assessor, history)) {
      const { clock, rule, opens } = assessed.dated;
      const limit = reckoning === 'due' ? assessed.dated.limit : safeOf(assessed.dated);
      if (assessed.applies === false || (clock.ended && !clock.done) || !bearsOn(assessed, planned, held))
        continue;
      bearing.set(rule, assessed.lacking);
      if (clock.done) {
        if (clock.done === held && limit) isBounded = true;
        if (isLate(clock.done, limit) || isEarly(clock.done, opens)) broken.add(rule);
      } else if (!clock.trigger || !planned.includes(clock.trigger)) {
        // A clock that runs already and that the event, on this day, does not stop.
        broken.add(rule);
      } else if (limit && limit.day < notBefore) broken.add(rule);
      else if (limit && plan(actions, { event: rule.done[0]!, by: limit.day, rule })) added += 1;
    }
  }
  return { broken: [...broken], bearing, isBounded, added };
}

/** Whether a clock bears on the day: it leads up to something planned, or the event itself stops or should stop it. */
function bearsOn({ dated }: Assessed, planned: readonly Occurrence[], held: Occurrence): boolean {
  const { clock, rule } = dated;
  if (clock.done === held) return true;
  if (clock.trigger && planned.includes(clock.trigger)) return clock.timing.direction === 'lead';
  return !clock.done && clock.timing.direction === 'after' && rule.done.includes(held.event);
}

const isLate = (done: Moment, limit: Moment | null): boolean => limit !== null && done.day > limit.day;
const isEarly = (done: Moment, opens: Moment | null): boolean => opens !== null && done.day < opens.day;

/** Plans an action for its last day; true where that is news. */
function plan(actions: Map<string, PlannedAction>, action: PlannedAction): boolean {
  const known = actions.get(action.event);
  if (known && known.by <= action.by) return false;
  actions.set(action.event, action);
  return true;
}
