import { answerSister, type SisterAnswer } from '../deadlines/sister-forms.js';
import { type Bound, readAsOf, ruleIdOf } from './bind.js';
import type { CaseInput } from './case-input.js';
import { readCase } from './read-case.js';

/**
 * How a limit on days, a count or an eligibility of a bound table stands on a day; undefined for a due date, and where
 * the rule is not for the case.
 *
 * @throws TimescaleError `UNKNOWN_RULE`, `OUTSIDE_COVERAGE`, and what is wrong with the case or the day.
 */
export function standing(
  bound: Bound,
  ruleId: string,
  input: CaseInput,
  { asOf }: { asOf: string },
): SisterAnswer | undefined {
  const rule = bound.versions(ruleIdOf(bound, ruleId)).at(-1)!;
  const { names } = bound.table;
  return rule.due ? undefined : answerSister(rule, readCase(input, names), readAsOf(bound, asOf), names);
}
