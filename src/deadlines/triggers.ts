import type { Expression, Timing } from '../rules/expression.js';
import { recorded } from './evaluate.js';
import { byMoment, type History, NO_OCCURRENCES, type Occurrence } from './history.js';

/** What can start a timing's clock. */
export interface Leaves {
  readonly events: readonly (Expression & { kind: 'event' })[];
  readonly nth: readonly (Expression & { kind: 'nth' })[];
  /** The leaf of several ages, each with a clock of its own. */
  readonly age: (Expression & { kind: 'age' }) | null;
}

const known = new WeakMap<Timing, Leaves>();

/** The leaves of a timing's dates; of its window's opening where it has no date. */
export function leavesOf(timing: Timing): Leaves {
  let leaves = known.get(timing);
  if (!leaves) {
    const all =
      timing.tiers.length > 0 ? timing.tiers.map((tier) => tier.at) : timing.opens ? [timing.opens] : [];
    const flat = all.flatMap(flatten);
    leaves = {
      events: unlessSame(flat.filter((leaf) => leaf.kind === 'event')),
      nth: unlessSame(flat.filter((leaf) => leaf.kind === 'nth')),
      age: flat.find((leaf) => leaf.kind === 'age') ?? null,
    };
    known.set(timing, leaves);
  }
  return leaves;
}

/** Tiers share their anchor: one leaf stands for all that say the same. */
function unlessSame<T extends Expression>(leaves: readonly T[]): T[] {
  const texts = new Set<string>();
  return leaves.filter((leaf) => {
    const text = JSON.stringify(leaf);
    return texts.has(text) ? false : texts.add(text);
  });
}

function flatten(expression: Expression): Expression[] {
  switch (expression.kind) {
    case 'pick':
      return expression.of.flatMap(flatten);
    case 'shift':
    case 'roll':
    case 'received':
    case 'next':
      return flatten(expression.of);
    default:
      return [expression];
  }
}

/** The events that can start a clock, earliest first: stand-ins only where none of the named ones was recorded. */
export function triggersOf(leaves: Leaves, history: History): readonly Occurrence[] {
  const { events } = leaves;
  if (events.length < 2) return events.length === 0 ? NO_OCCURRENCES : recorded(events[0]!, history);
  const found = new Set(events.flatMap((leaf) => recorded(leaf, history)));
  return [...found].sort(byMoment);
}

/** The names of what would start a clock, the stand-ins last. */
export function triggerNames(leaves: Leaves): string[] {
  const named = [...leaves.events.flatMap((leaf) => leaf.events), ...leaves.nth.map((leaf) => leaf.event)];
  return [...new Set([...named, ...leaves.events.flatMap((leaf) => leaf.standIns)])];
}
