import type { Condition } from './schema/condition.js';

const known = new WeakMap<Condition, boolean>();

/** Whether a condition asks for what happened since the clock started. */
export function asksSince(condition: Condition): boolean {
  let asks = known.get(condition);
  if (asks === undefined) {
    asks = Object.entries(condition).some(([key, line]) => {
      if (key === 'any') return (line as Condition[]).some(asksSince);
      if (key === 'not') return asksSince(line as Condition);
      return key === 'happened' && typeof line === 'object' && line !== null && 'since' in line;
    });
    known.set(condition, asks);
  }
  return asks;
}
