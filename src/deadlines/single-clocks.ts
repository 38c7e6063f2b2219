import type { Expression, Timing } from '../rules/expression.js';
import { compareMoments, type Moment } from '../time/moment.js';
import type { Clock } from './clock.js';
import { byMoment, type History, type Occurrence, occurrencesOf } from './history.js';

/** The event leaves of an expression: what can start its clock. */
function eventLeaves(expression: Expression): (Expression & { kind: 'event' })[] {
  switch (expression.kind) {
    case 'event':
      return [expression];
    case 'pick':
      return expression.of.flatMap(eventLeaves);
    case 'shift':
    case 'roll':
    case 'received':
    case 'next':
      return eventLeaves(expression.of);
    default:
      return [];
  }
}

function agesOf(expression: Expression): number {
  switch (expression.kind) {
    case 'age':
      return expression.ages.length;
    case 'pick':
      return Math.max(...expression.of.map(agesOf));
    case 'shift':
    case 'roll':
    case 'received':
    case 'next':
      return agesOf(expression.of);
    default:
      return 1;
  }
}

/** The events that can start a timing's clock: the stand-ins only where none of the named ones was recorded. */
export function triggersOf(timing: Timing, history: History): readonly Occurrence[] {
  const expressions = [
    ...timing.tiers.map((tier) => tier.at),
    ...(timing.tiers.length === 0 && timing.opens ? [timing.opens] : []),
  ];
  const leaves = expressions.flatMap(eventLeaves);
  const found: Occurrence[] = [];
  for (const leaf of leaves) {
    const named = occurrencesOf(history, leaf.events);
    for (const occurrence of named.length > 0 ? named : occurrencesOf(history, leaf.standIns)) {
      if (!found.includes(occurrence)) found.push(occurrence);
    }
  }
  return found.length > 1 ? found.sort(byMoment) : found;
}

/** The events that would start a timing's clock, by name, the stand-ins last. */
export function triggerNames(timing: Timing): { events: string[]; standIns: string[] } {
  const leaves = [...timing.tiers.map((tier) => tier.at), ...(timing.opens ? [timing.opens] : [])].flatMap(
    eventLeaves,
  );
  return {
    events: [...new Set(leaves.flatMap((leaf) => leaf.events))],
    standIns: [...new Set(leaves.flatMap((leaf) => leaf.standIns))],
  };
}

const clockOf = (timing: Timing, trigger: Occurrence | null, rest: Partial<Clock>): Clock => ({
  trigger,
  timing,
  since: null,
  ageIndex: 0,
  done: null,
  ended: null,
  orphan: null,
  ignored: [],
  multiple: 1,
  leg: null,
  ...rest,
});

/** All clocks of a timing that is not a recurrence, earliest trigger first. */
export function singleClocks(timing: Timing, done: readonly string[], history: History): Clock[] {
  const triggers = triggersOf(timing, history);
  const completions = occurrencesOf(history, done);
  if (triggers.length === 0) return withoutTrigger(timing, completions);
  const ends = timing.until.length === 0 ? NO_ENDS : occurrencesOf(history, timing.until);
  if (!timing.each) return sequence(timing, triggers, completions, ends);
  if (timing.direction === 'lead') return pairEach(timing, triggers, completions, ends, leadCompletion);
  return pairEach(
    timing,
    triggers,
    completions,
    ends,
    timing.direction === 'at' ? atCompletion : afterCompletion,
  );
}

/** Clocks that a birthday, an expected delivery or the n-th of something starts. */
function withoutTrigger(timing: Timing, completions: readonly Occurrence[]): Clock[] {
  const expression = timing.tiers[0]?.at ?? timing.opens;
  if (!expression || eventLeaves(expression).length > 0) return [];
  const ages = agesOf(expression);
  return Array.from({ length: ages }, (_, ageIndex) =>
    clockOf(timing, null, { ageIndex, done: completions[ageIndex] ?? null }),
  );
}

const belongsTo = (completion: Occurrence, trigger: Occurrence) =>
  completion.for !== null && (completion.for === trigger.id || completion.for === trigger.event);
const isLinkedElsewhere = (completion: Occurrence, trigger: Occurrence, triggers: readonly Occurrence[]) =>
  completion.for !== null &&
  !belongsTo(completion, trigger) &&
  triggers.some((other) => belongsTo(completion, other));

/**
 * One clock at a time: it starts at the first trigger after the one before ended, is stopped by the first
 * completion on or after its trigger that no earlier clock has taken, and is not restarted in between.
 */
function sequence(
  timing: Timing,
  triggers: readonly Occurrence[],
  completions: readonly Occurrence[],
  ends: readonly Occurrence[],
): Clock[] {
  const clocks: Clock[] = [];
  const taken = new Set<Occurrence>();
  let at = 0;
  let endOfLast: Moment | null = null;
  while (at < triggers.length) {
    const trigger = triggers[at]!;
    const end = endOf(trigger, ends);
    const linked = completions.find((one) => !taken.has(one) && belongsTo(one, trigger));
    const following = completions.find(
      (one) =>
        !taken.has(one) && compareMoments(one, trigger) >= 0 && !isLinkedElsewhere(one, trigger, triggers),
    );
    const done = linked ?? (following && !(end && compareMoments(following, end) > 0) ? following : null);
    if (done) taken.add(done);
    const orphan =
      done || clocks.length > 0
        ? null
        : (completions.findLast((one) => compareMoments(one, trigger) < 0) ?? null);
    const stopped: Moment | null = done ?? end;
    const next = stopped
      ? triggers.findIndex((later, index) => index > at && compareMoments(later, stopped) > 0)
      : -1;
    const ignored = triggers.slice(at + 1, next === -1 ? undefined : next).filter((later) => later !== done);
    clocks.push(
      clockOf(timing, trigger, { since: endOfLast, done, ended: done ? null : end, orphan, ignored }),
    );
    if (next === -1) break;
    endOfLast = stopped;
    at = next;
  }
  return clocks;
}

const NO_ENDS: readonly Occurrence[] = Object.freeze([]);

function endOf(trigger: Occurrence, ends: readonly Occurrence[]): Occurrence | null {
  return ends.find((end) => end !== trigger && compareMoments(end, trigger) >= 0) ?? null;
}

type Complete = (
  trigger: Occurrence,
  neighbours: { before: Occurrence | undefined; after: Occurrence | undefined },
  free: readonly Occurrence[],
) => Occurrence | undefined;

function pairEach(
  timing: Timing,
  triggers: readonly Occurrence[],
  completions: readonly Occurrence[],
  ends: readonly Occurrence[],
  complete: Complete,
): Clock[] {
  const taken = new Set<Occurrence>();
  return triggers.map((trigger, index) => {
    const linked = completions.find((one) => !taken.has(one) && belongsTo(one, trigger));
    const free = completions.filter(
      (one) => !taken.has(one) && one !== trigger && !isLinkedElsewhere(one, trigger, triggers),
    );
    const done =
      linked ?? complete(trigger, { before: triggers[index - 1], after: triggers[index + 1] }, free) ?? null;
    if (done) taken.add(done);
    const orphan =
      done || index > 0 || timing.direction !== 'after'
        ? null
        : (free.findLast((one) => compareMoments(one, trigger) < 0) ?? null);
    return clockOf(timing, trigger, {
      done,
      ended: done ? null : endOf(trigger, ends),
      orphan,
      since: triggers[index - 1] ?? null,
    });
  });
}

const afterCompletion: Complete = (trigger, _neighbours, free) =>
  free.find((one) => compareMoments(one, trigger) >= 0);

/** Before the event that it leads up to and after the one before that; after the last one, late. */
const leadCompletion: Complete = (trigger, { before, after }, free) =>
  free.find((one) => compareMoments(one, trigger) <= 0 && (!before || compareMoments(one, before) > 0)) ??
  (after ? undefined : free.find((one) => compareMoments(one, trigger) > 0));

/** On the event's day; else after it and before the next one, late; else ahead of it. */
const atCompletion: Complete = (trigger, { before, after }, free) =>
  free.find((one) => one.day === trigger.day) ??
  free.find((one) => compareMoments(one, trigger) > 0 && (!after || compareMoments(one, after) < 0)) ??
  free.findLast((one) => compareMoments(one, trigger) < 0 && (!before || compareMoments(one, before) > 0));
