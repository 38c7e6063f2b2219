import type { CompiledDue } from '../../rules/compile.js';
import type {
  Ending,
  Expression,
  PerPeriod,
  Recurrence,
  Shift,
  Tier,
  Timing,
} from '../../rules/expression.js';
import type { Names } from '../../rules/table.js';
import { formatPeriod } from '../../time/period.js';
import { comparative, either, eventNoun, perPeriod, singular, whichNoun, words } from './nouns.js';
import { describeDay, periodOf, rolled, type Saying, sayDay, saying, sayShift, unrolled } from './say-day.js';

/** A date as it follows "due": "within 15 working days of the strategy discussion". */
function sayAt(at: Expression, timing: Timing, by: Saying): string {
  if (timing.immediate) return `at once after ${sayDay(at, by)}`;
  if (at.kind === 'roll') return `${sayAt(at.of, timing, by)}${rolled(at.to)}`;
  if (at.kind === 'shift') return sayLimit(at, periodOf(at), timing, by);
  if (at.kind === 'pick' && at.of.every((part) => unrolled(part).kind === 'shift')) {
    const parts = either(at.of.map((part) => sayAt(part, timing, by)));
    return `${parts}, whichever is ${comparative(at.which, at.of.length)}`;
  }
  if (timing.direction !== 'at') return `no later than ${sayDay(at, by)}`;
  const isDay = at.kind === 'age' || at.kind === 'fact' || at.kind === 'pick';
  return `on ${isDay ? '' : 'the day of '}${sayDay(at, by)}`;
}

function sayLimit(shift: Shift, periods: string, { direction }: Timing, by: Saying): string {
  if (shift.sign === -1) return `at least ${sayShift(shift, periods, by)}`;
  // What is done with the day may come before the event it is counted from: that is not "within".
  return direction === 'at'
    ? `no later than ${sayShift(shift, periods, by)}`
    : `within ${sayShift(shift, periods, by, 'of')}`;
}

export const named = (text: string, name: string | null): string =>
  name === null ? text : `${text} (${words(name)})`;

/** The shifts of tiers that differ in nothing but their period, so that the anchor is said once. */
function sameButPeriod(tiers: readonly Tier[]): Shift[] | undefined {
  const shifts = tiers.map(({ at }) => unrolled(at)).filter((at) => at.kind === 'shift');
  const rest = new Set(tiers.map(({ at }) => JSON.stringify(at, (key, value) => (key === 'by' ? 0 : value))));
  return shifts.length === tiers.length && rest.size === 1 ? shifts : undefined;
}

function sayTiers(timing: Timing, by: Saying): string {
  const { tiers } = timing;
  const first = tiers[0]!;
  if (tiers.length === 1) return named(sayAt(first.at, timing, by), first.name);
  const shifts = sameButPeriod(tiers);
  if (shifts) {
    const periods = either(shifts.map((shift, index) => named(periodOf(shift), tiers[index]!.name)));
    const roll = first.at.kind === 'roll' ? rolled(first.at.to) : '';
    return `${sayLimit(shifts[0]!, periods, timing, by)}${roll}`;
  }
  return timing.direction === 'at'
    ? `no later than ${either(tiers.map(({ name, at }) => named(sayDay(at, by), name)))}`
    : either(tiers.map(({ name, at }) => named(sayAt(at, timing, by), name)));
}

/** The events from which an expression may be counted. */
function eventsOf(expression: Expression): readonly string[] {
  if (expression.kind === 'event') return expression.events;
  if (expression.kind === 'pick') return expression.of.flatMap(eventsOf);
  return 'of' in expression ? eventsOf(expression.of) : [];
}

/** An event that ends something; where it also starts it, the next one is meant. */
const endNoun = (names: Names, event: string, starts: readonly string[]): string =>
  starts.includes(event) ? whichNoun(names, event, 'next') : eventNoun(names, event);

export function sayTiming(timing: Timing, by: Saying): string {
  const opens = timing.opens ? `not before ${sayDay(timing.opens, by)}` : '';
  if (timing.tiers.length === 0) return opens;
  const starts = timing.tiers.flatMap(({ at }) => eventsOf(at));
  const ends = either(timing.until.map((event) => endNoun(by.names, event, starts)));
  return `${sayTiers(timing, by)}${opens && `, and ${opens}`}${ends && `, unless ${ends} comes first`}`;
}

function sayEndings(endings: readonly Ending[], start: Expression, { names }: Saying): string {
  const say = (ending: Ending): string => {
    if (ending.kind === 'event') return endNoun(names, ending.event, eventsOf(start));
    return ending.kind === 'day'
      ? describeDay(ending.at, names)
      : `${formatPeriod(ending.length)} after ${describeDay(start, names)}`;
  };
  return either(endings.map(say));
}

function sayRecurrence(recurrence: Recurrence, names: Names): string {
  const by = saying(names);
  const start = describeDay(recurrence.start, names);
  const fixed = recurrence.countedFrom === 'start';
  const until = sayEndings(recurrence.until, recurrence.start, by);
  if (recurrence.legs.length > 0) {
    const legs = recurrence.legs.map((leg, index) =>
      index === 0 ? `first ${sayTiming(leg.timing, { names, before: start })}` : sayTiming(leg.timing, by),
    );
    const after = recurrence.phases.map(({ timing }) =>
      fixed
        ? sayTiming(timing, { names, before: `${start}, and so on in a fixed rhythm` })
        : sayTiming(timing, by),
    );
    return `${[...legs, ...after].join(', then ')}${until && `, until ${until}`}`;
  }
  const phases = recurrence.phases.map((phase, index) => {
    const every = either(phase.every.map((tier) => named(perPeriod(tier.by), tier.name)));
    const roll = phase.timing.tiers[0]?.at.kind === 'roll' ? rolled(phase.timing.tiers[0].at.to) : '';
    const end = sayEndings(phase.until, recurrence.start, by);
    return `at least every ${every}${roll}${index === 0 ? ` from ${start}` : ''}${end && ` until ${end}`}`;
  });
  const counting = fixed ? ', counted in a fixed rhythm from that day' : ', each counted from the one before';
  const bounded = recurrence.phases.some((phase) => phase.until.length > 0);
  return `${phases.join(', then ')}${counting}${until && `, ${bounded ? 'but not beyond' : 'until'} ${until}`}`;
}

function sayPerPeriod({ series, from, until }: PerPeriod, names: Names): string {
  const ends = sayEndings(until, from ?? { kind: 'previous' }, saying(names));
  return `once in each ${singular(series)}${from ? ` from ${describeDay(from, names)}` : ''}${ends && ` until ${ends}`}`;
}

/** A timing in words, as it follows "due". */
export function describeDue(due: CompiledDue, names: Names): string {
  if (due.form === 'single') return sayTiming(due.timing, saying(names));
  return due.form === 'recurring' ? sayRecurrence(due.recurrence, names) : sayPerPeriod(due.perPeriod, names);
}
