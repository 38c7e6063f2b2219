import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Expression, Recurrence } from '../rules/expression.js';

/** What a date is counted from: any of some events, or a fact that is a date. */
export type Start =
  | { readonly kind: 'event'; readonly events: readonly string[] }
  | { readonly kind: 'fact'; readonly fact: 'date-of-birth' | 'expected-delivery' };

/** The name of a start for people and for matching: its first event, or its fact. */
export const startName = (start: Start): string => (start.kind === 'event' ? start.events[0]! : start.fact);

/** Everything that an expression is counted from, each once; `previous` is what the one before stands for. */
export function startsIn(at: Expression, previous: readonly string[]): Start[] {
  const all = leavesIn(at, previous);
  return all.filter((start, index) => all.findIndex((one) => startName(one) === startName(start)) === index);
}

function leavesIn(at: Expression, previous: readonly string[]): Start[] {
  switch (at.kind) {
    case 'event':
      return [{ kind: 'event', events: [...at.events, ...at.standIns] }];
    case 'nth':
      return [{ kind: 'event', events: [at.event] }];
    case 'previous':
      return [{ kind: 'event', events: previous }];
    case 'age':
      return [{ kind: 'fact', fact: 'date-of-birth' }];
    case 'fact':
      return [{ kind: 'fact', fact: at.fact }];
    case 'pick':
      return at.of.flatMap((part) => leavesIn(part, previous));
    default:
      return leavesIn(at.of, previous);
  }
}

/** What "the one before" is for a step of a series: its start for the first one, and for a fixed rhythm. */
export function eventsBefore(rule: CompiledRule, recurrence: Recurrence, step: number): readonly string[] {
  if (step > 0 && recurrence.countedFrom === 'previous') return rule.done;
  const starts = startsIn(recurrence.start, []);
  return starts.flatMap((start) => (start.kind === 'event' ? start.events : []));
}

/** Whether two starts may be the same occurrence. */
export const sameStart = (left: Start, right: Start): boolean =>
  left.kind === 'event' && right.kind === 'event'
    ? left.events.some((event) => right.events.includes(event))
    : startName(left) === startName(right);
