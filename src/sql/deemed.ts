import type { Bound } from '../cases/bind.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import { judgedClocks } from './judged-clocks.js';
import { withNarrower } from './names.js';
import { NotInSql } from './refusal.js';
import type { Scope } from './scope.js';

/** The rule whose lapsing some of the events may come from; undefined where none of them does. */
export function lapsingRule(bound: Bound, events: readonly string[]): CompiledRule | undefined {
  const wanted = withNarrower(events, bound.table.names);
  const found = bound.lapsing.filter(({ 'lapses-into': deemed }) => wanted.includes(deemed!));
  if (found.length === 0) return undefined;
  if (bound.lapsing.length > 1 || bound.versions(found[0]!.id).length > 1)
    throw new NotInSql('what one rule deems to have happened may let another lapse');
  return bound.versions(found[0]!.id)[0];
}

/**
 * Events with those that a rule deems to have happened: where its due date passed undone and nothing ended its clock,
 * its event is dated the day after, as of the day asked for.
 */
export function withDeemedEvents(rule: CompiledRule, scope: Scope): string {
  const { statement, dialect, relations } = scope;
  const event = rule.row['lapses-into']!;
  const judged = judgedClocks({ rule, isFirst: true, isNewest: true }, scope);
  const columns = ['case', 'event', 'on'].map(dialect.identifier);
  const deemed = [`k.case_id`, dialect.literal(event), dialect.addDays('k.due', '1')];
  return statement.step(
    'with_deemed',
    `SELECT ${columns.map((name) => `e.${name}`).join(', ')} FROM ${relations.events} e\nUNION\n` +
      `SELECT ${deemed.map((value, at) => `${value} AS ${columns[at]}`).join(', ')}\nFROM ${judged} k\n` +
      `LEFT JOIN ${scope.recorded([event])} e ON e.case_id = k.case_id AND e.at_day >= k.trig_day AND e.at_day <= ${scope.today}\n` +
      `WHERE (k.done_day IS NULL OR k.done_day > ${scope.today}) AND (k.ended_day IS NULL OR k.ended_day > k.due)\n` +
      '  AND k.applies = 1 AND k.in_force = 1 AND k.beyond <> 1\n' +
      `  AND k.due < ${scope.today} AND e.case_id IS NULL`,
  );
}
