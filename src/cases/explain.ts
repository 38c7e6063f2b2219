import { type Deadline, toDeadline } from '../deadlines/deadline.js';
import { describeRule } from '../deadlines/describe/describe-rule.js';
import { type Explanation, explainClock } from '../deadlines/explain.js';
import type { Bound } from './bind.js';
import type { CaseInput } from './case-input.js';
import { type AskOptions, currentClock } from './due.js';

/** A due date with the way that led to it. */
export interface ExplainedDeadline {
  readonly deadline: Deadline;
  readonly says: string;
  readonly explanations: readonly Explanation[];
}

/**
 * The deadline that a rule of a bound table fixes for a case, with each step, each counted and each skipped day.
 *
 * @throws TimescaleError what `due` refuses.
 */
export function explain(
  bound: Bound,
  ruleId: string,
  input: CaseInput,
  options: AskOptions = {},
): ExplainedDeadline {
  const { names } = bound.table;
  const current = currentClock(bound, ruleId, input, options);
  return {
    deadline: toDeadline(current),
    says: describeRule(current.dated.rule, names),
    explanations: explainClock(current, names),
  };
}
