import type { CompiledRule } from '../../rules/compiled-rule.js';
import type { Condition } from '../../rules/schema/condition.js';
import type { Names } from '../../rules/table.js';
import { parsePeriod } from '../../time/period.js';
import { either, eventNoun, perPeriod, words } from './nouns.js';
import { describeCondition } from './say-condition.js';
import { describeDay } from './say-day.js';
import { describeDue, sayTiming } from './say-timing.js';

function describeForm(rule: CompiledRule, names: Names): string {
  const { row, due } = rule;
  if (due) {
    if (rule.leg !== null && due.form === 'recurring') {
      const { legs, start } = due.recurrence;
      const before = rule.leg === 0 ? describeDay(start, names) : 'the one before';
      return `due ${sayTiming(legs[rule.leg]!.timing, { names, before })}`;
    }
    const opensOnly = due.form === 'single' && due.timing.tiers.length === 0;
    return `${opensOnly ? '' : 'due '}${describeDue(due, names)}`;
  }
  if (row.limit) {
    return 'in-each' in row.limit
      ? `at most ${row.limit['at-most']} in each ${words(row.limit['in-each'])}`
      : `at most ${row.limit['at-most']} of ${words(row.limit.of)} in any ${row.limit['in-any']}`;
  }
  if (row.count) {
    const { 'at-least': least, of } = row.count;
    if ('in-each' in row.count) {
      const times = least === 1 ? 'once' : `${least} times`;
      return `${eventNoun(names, of)} takes place at least ${times} in each ${perPeriod(parsePeriod(row.count['in-each']))}`;
    }
    const facts = row.count.with as Condition;
    const ones = least === 1 ? 'is one' : 'are ones';
    return `at least ${least} in every ${row.count['in-every']} ${words(of)}s ${ones} where ${describeCondition(facts, names)}`;
  }
  return `holds where ${describeCondition(row.qualifies!, names)}`;
}

function yielding(rules: readonly string[]): string {
  const quoted = either(rules.map((rule) => `"${words(rule)}"`));
  return rules.length === 1
    ? `, unless the rule ${quoted} governs`
    : `, unless one of these rules governs: ${quoted}`;
}

/** The sentence that a rule stands for, from the same expression that dates it. */
export function describeRule(rule: CompiledRule, names: Names): string {
  const { row } = rule;
  const share =
    row.share === undefined ? '' : `, in ${row.share === '100%' ? 'all' : `at least ${row.share} of`} cases`;
  const extension = row.extension
    ? `; the ${words(row.extension.tier)} applies only where ${describeCondition(row.extension.when, names)}`
    : '';
  const where = row.qualifies ? ', for cases where' : ', where';
  const when = row.when ? `${where} ${describeCondition(row.when, names)}` : '';
  const yields = row['yields-to'] ? yielding(row['yields-to']) : '';
  const lapses = row['lapses-into']
    ? `; after that ${eventNoun(names, row['lapses-into'])} is deemed to have happened`
    : '';
  return `${rule.title}: ${describeForm(rule, names)}${share}${when}${yields}${extension}${lapses}.`;
}
