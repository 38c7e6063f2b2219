import type { Leaves } from '../rules/expression.js';
import type { Names } from '../rules/table.js';
import { everyNth, recorded } from './evaluate.js';
import { byMoment, type History, NO_OCCURRENCES, type Occurrence } from './history.js';

/**
 * The events that can start a clock, earliest first: stand-ins only where none of the named ones was recorded; the
 * n-th of one where no other event starts it.
 */
export function triggersOf(leaves: Leaves, history: History, names: Names): readonly Occurrence[] {
  const { events, nth } = leaves;
  if (events.length === 0) return nth.length === 0 ? NO_OCCURRENCES : everyNth(nth[0]!, names, history);
  if (events.length === 1) return recorded(events[0]!, history);
  const found = new Set(events.flatMap((leaf) => recorded(leaf, history)));
  return [...found].sort(byMoment);
}

/** The names of what would start a clock, the stand-ins last. */
export function triggerNames(leaves: Leaves): string[] {
  const named = [...leaves.events.flatMap((leaf) => leaf.events), ...leaves.nth.map((leaf) => leaf.event)];
  return [...new Set([...named, ...leaves.events.flatMap((leaf) => leaf.standIns)])];
}
