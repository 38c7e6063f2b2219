import type { Scope } from './scope.js';

/**
 * Whether the named events count and not their stand-ins, by the first day of each: where any was recorded, unless
 * they are all still to come and a stand-in is not.
 */
export const prefersNamed = (named: string, standIn: string, { today }: Scope): string =>
  `(CASE WHEN ${named} <= ${today} THEN 1 WHEN ${named} IS NULL THEN 0 WHEN ${standIn} <= ${today} THEN 0 ELSE 1 END = 1)`;
