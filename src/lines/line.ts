import { timingIn } from '../deadlines/dated.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Expression, Timing } from '../rules/expression.js';
import { eventsBefore, type Start, startName, startsIn } from './start.js';

/**
 * One date of a rule as a function of the day on which its clock starts: all there is to a rule once nothing else of
 * a case is known. A rule outside series has one; a series one for each leg that has no id of its own, and one for
 * each rhythm.
 */
export interface Line {
  readonly rule: CompiledRule;
  readonly timing: Timing;
  /** The leg or, after the legs, the phase; null outside series. */
  readonly leg: number | null;
  /** What has to happen on the day: more than one where the date hangs on several things. */
  readonly starts: readonly Start[];
  readonly limit: Expression;
  readonly readings: readonly { readonly limit: Expression; readonly because: string }[];
}

/** The last tier, but for one that holds only once an extension is recorded: a start alone records none. */
const limitOf = ({ tiers }: Timing, { row }: CompiledRule): Expression | undefined =>
  tiers.findLast(({ name }) => name === null || name !== row.extension?.tier)?.at;

function lineOf(rule: CompiledRule, timing: Timing, leg: number | null, legs: number): Line[] {
  const limit = limitOf(timing, rule);
  if (!limit) return [];
  const previous =
    rule.due?.form === 'recurring' && leg !== null ? eventsBefore(rule, rule.due.recurrence, leg) : [];
  const readings = rule.readings.flatMap(({ due, because }) => {
    const read = timingIn(due, leg, legs);
    const at = read && limitOf(read, rule);
    return at ? [{ limit: at, because }] : [];
  });
  return [{ rule, timing, leg, starts: startsIn(limit, previous), limit, readings }];
}

/** The lines of a rule; none for what is not a date, and for what is due once in each period. */
export function linesOf(rule: CompiledRule): Line[] {
  const { due } = rule;
  if (due?.form === 'single') return lineOf(rule, due.timing, null, 0);
  if (due?.form !== 'recurring') return [];
  const { legs, phases } = due.recurrence;
  if (rule.leg !== null) return lineOf(rule, legs[rule.leg]!.timing, rule.leg, legs.length);
  return [
    ...legs.flatMap((leg, index) => (leg.id === null ? lineOf(rule, leg.timing, index, legs.length) : [])),
    ...phases.flatMap((phase, index) => lineOf(rule, phase.timing, legs.length + index, legs.length)),
  ];
}

/** The start of a line, where there is just one. */
export const onlyStart = ({ starts }: Line): Start | undefined =>
  starts.length === 1 ? starts[0] : undefined;

/** The events and facts from which a line is counted, for people. */
export const startNames = ({ starts }: Line): string[] => starts.map(startName);
