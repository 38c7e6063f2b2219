import type { Names } from '../rules/table.js';

/** An event and all narrower ones, in their order on one day. */
export function withNarrower(events: readonly string[], { events: known }: Names): string[] {
  const isOne = (name: string): boolean => {
    for (let wider: string | undefined = name; wider !== undefined; wider = known[wider]?.isA)
      if (events.includes(wider)) return true;
    return false;
  };
  return Object.keys(known).filter(isOne).sort();
}
