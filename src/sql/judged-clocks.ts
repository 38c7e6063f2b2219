import type { CompiledRule } from '../rules/compiled-rule.js';
import { formatDay } from '../time/day.js';
import { CLOCK_COLUMNS } from './clock-columns.js';
import { Conditions } from './conditions.js';
import { datedClocks } from './dated-clocks.js';
import { dateLiteral } from './dialect.js';
import { periodClocks } from './period-clocks.js';
import { recurringClocks } from './recurring-clocks.js';
import { NotInSql } from './refusal.js';
import type { Scope } from './scope.js';
import { singleClocks } from './single-clocks.js';
import { withinWindows } from './windows.js';

/** Which of a rule's versions it is. */
export interface Version {
  readonly rule: CompiledRule;
  readonly isFirst: boolean;
  readonly isNewest: boolean;
}

const one = (isSo: boolean): string => (isSo ? '1' : '0');

const DATED = [...CLOCK_COLUMNS.filter((name) => name !== 'applies'), 'due', 'safe', 'opens', 'beyond'];

/** The clocks of one version of a rule, as it was asked for: a step. */
export function clocksOf({ rule, isFirst }: Version, scope: Scope): string {
  const { due } = rule;
  if (!due) throw new NotInSql('it fixes no date');
  if (due.form === 'per-period') return periodClocks(rule, due.perPeriod, scope);
  return due.form === 'single'
    ? singleClocks(rule, due.timing, isFirst, scope)
    : recurringClocks(rule, due.recurrence, scope);
}

/** Dated clocks with whom they are for (`applies`) and whether the version is in force for them (`in_force`). */
export function judgedClocks(version: Version, scope: Scope): string {
  const { rule, isFirst, isNewest } = version;
  const { statement } = scope;
  const dated = withinWindows(rule, datedClocks(rule, clocksOf(version, scope), scope), scope);
  const from = dateLiteral(formatDay(rule.from));
  const until = rule.until === null ? null : dateLiteral(formatDay(rule.until));
  const isEarly = `on_day < ${from}`;
  const isLate = until === null ? '1 = 0' : `on_day >= ${until}`;
  // A term outside all versions is nobody's mistake, and has no clock.
  const isPeriod = rule.due?.form === 'per-period';
  const onDay = statement.step(
    'on_days',
    `SELECT d.*, ${isPeriod ? 'd.opens' : 'COALESCE(d.trig_day, d.due, d.opens)'} AS on_day FROM ${dated} d`,
  );
  // Outside the first and the last version nothing says what is due; between two, the other version does.
  const inForce = statement.step(
    'in_force',
    `SELECT d.*, CASE WHEN ${isEarly} OR ${isLate} THEN 0 ELSE 1 END AS in_force, COALESCE(d.on_day, ${scope.today}) AS asked_day\n` +
      `FROM ${onDay} d\nWHERE CASE WHEN on_day IS NULL THEN ${one(isNewest)} ` +
      `WHEN ${isEarly} THEN ${isFirst && !isPeriod ? 'CASE WHEN trig_day IS NULL THEN 0 ELSE 1 END' : '0'} ` +
      `WHEN ${isLate} THEN ${one(isNewest && !isPeriod)} ELSE 1 END = 1`,
  );
  return withWinners(rule, withCondition(rule, inForce, scope), scope);
}

const isAskedBefore = ({ due }: CompiledRule): boolean =>
  due?.form === 'single' && (due.timing.leaves.events.length > 0 || due.timing.leaves.nth.length > 0);

/** For whom the rule is; what an event starts outside series knew it before its clocks were made. */
function withCondition(rule: CompiledRule, step: string, scope: Scope): string {
  if (!rule.when || isAskedBefore(rule)) return step;
  const conditions = new Conditions(scope, {
    step,
    on: 'r.asked_day',
    since: 'r.start_day',
    until: 'r.ended_day',
  });
  const truth = conditions.truth(rule.when);
  return scope.statement.step(
    'for_whom',
    `SELECT ${[...DATED, 'in_force', 'asked_day'].map((name) => `r.${name}`).join(', ')}, ${truth} AS applies\n` +
      `FROM ${step} r${scope.factJoin}${conditions.joins}`,
  );
}

/** Where a rule that wins over this one has a clock from the same event and is for the case, this one is not. */
function withWinners(rule: CompiledRule, step: string, scope: Scope): string {
  const { statement, bound } = scope;
  const winners = rule.yieldsTo.flatMap((id) => {
    const winner = bound.versions(id).at(-1);
    return winner?.due && winner.due.form !== 'per-period' ? [winner] : [];
  });
  if (winners.length === 0) return step;
  const joins: string[] = [];
  const truths = winners.map((winner, at) => {
    const clocks = clocksOf({ rule: winner, isFirst: false, isNewest: true }, scope);
    const triggers = statement.step(
      'winning',
      `SELECT DISTINCT case_id, trig_day, trig_ev FROM ${clocks} WHERE trig_day IS NOT NULL`,
    );
    joins.push(
      `LEFT JOIN ${triggers} w${at} ON w${at}.case_id = r.case_id AND w${at}.trig_day = r.trig_day AND w${at}.trig_ev = r.trig_ev`,
    );
    const conditions = new Conditions(scope, { step, on: 'r.asked_day', since: 'r.start_day' });
    const truth = winner.when ? conditions.truth(winner.when) : '1';
    joins.push(conditions.joins.trim());
    return `CASE WHEN w${at}.case_id IS NULL THEN 0 ELSE ${truth} END`;
  });
  const given = statement.step(
    'given_way',
    `SELECT r.*, ${truths.map((truth, at) => `${truth} AS wins_${at}`).join(', ')}\n` +
      `FROM ${step} r${scope.factJoin}\n${joins.filter((join) => join !== '').join('\n')}`,
  );
  const certain = truths.map((_, at) => `wins_${at} = 1`).join(' OR ');
  const perhaps = truths.map((_, at) => `wins_${at} IS NULL`).join(' OR ');
  return statement.step(
    'governed',
    `SELECT ${[...DATED, 'in_force', 'asked_day'].join(', ')},\n` +
      `  CASE WHEN applies = 0 OR ${certain} THEN 0 WHEN ${perhaps} THEN NULL ELSE applies END AS applies\nFROM ${given}`,
  );
}
