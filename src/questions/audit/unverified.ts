import type { Bound } from '../../cases/bind.js';
import type { CompiledRule } from '../../rules/compiled-rule.js';
import { type AuditedRule, audited } from './audited.js';

/** A rule that leans on a figure which was not read at its source. */
export interface Unverified {
  readonly rule: AuditedRule;
  /** The rule with the unread figure: itself, or the national one that it localises. */
  readonly source: AuditedRule & { readonly instrument: string; readonly provision: string };
}

export function unverifiedOf(rules: readonly CompiledRule[], national: Bound | null): Unverified[] {
  return rules.flatMap((rule) => {
    const parents =
      rule.localises === null || !national
        ? []
        : national.versions(rule.localises.slice(rule.localises.indexOf('/') + 1));
    return [rule, ...parents].flatMap((one) =>
      one.row.source && !one.row.source.verified
        ? [
            {
              rule: audited(rule),
              source: {
                ...audited(one),
                instrument: one.row.source.instrument,
                provision: one.row.source.provision,
              },
            },
          ]
        : [],
    );
  });
}
