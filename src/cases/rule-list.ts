import { describeRule } from '../deadlines/describe/describe-rule.js';
import type { ClauseReference } from '../rules/compiled-rule.js';
import type { Area } from '../rules/table.js';
import { type Bound, ruleIdOf } from './bind.js';

/** A rule, for lists. */
export interface RuleSummary {
  readonly id: string;
  readonly rule: string;
  readonly title: string;
  readonly area: Area;
  readonly strength: string;
  /** The sentence that the rule stands for. */
  readonly says: string;
  readonly clauses: readonly ClauseReference[];
  readonly verified: boolean;
}

/** The rules of a bound table, or those of one area of work. */
export function rules(bound: Bound, area?: Area): RuleSummary[] {
  return bound.ids.flatMap((id) => {
    const rule = bound.versions(id).at(-1)!;
    if (area !== undefined && rule.area !== area) return [];
    return [
      {
        id,
        rule: rule.ref,
        title: rule.title,
        area: rule.area,
        strength: rule.strength,
        says: describeRule(rule, bound.table.names),
        clauses: rule.clauses,
        verified: rule.verified,
      },
    ];
  });
}

/**
 * The sentence that a rule of a bound table stands for.
 *
 * @throws TimescaleError `UNKNOWN_RULE`, `UNKNOWN_AUTHORITY`.
 */
export function describe(bound: Bound, ruleId: string): string {
  return describeRule(bound.versions(ruleIdOf(bound, ruleId)).at(-1)!, bound.table.names);
}
