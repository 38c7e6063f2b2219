import { asksSince } from '../rules/asks-since.js';
import type { Leaves } from '../rules/expression.js';
import type { Condition } from '../rules/schema/condition.js';
import { Conditions } from './conditions.js';
import { dateLiteral } from './dialect.js';
import { prefersNamed } from './named-or-stand-in.js';
import type { Scope } from './scope.js';
import { spellEndsAmong } from './spell-ends.js';

/** Which events have which part in a rule's clocks. */
export interface Parts {
  readonly isTrigger: string;
  /** The events among which those triggers are. */
  readonly triggers: readonly string[];
  readonly done: readonly string[];
  readonly ends: readonly string[];
}

/** Every event that may start a clock, stand-ins too. */
export const eventsOf = ({ events }: Leaves): string[] =>
  events.flatMap((leaf) => [...leaf.events, ...leaf.standIns]);

/** Whether an occurrence of `o` starts a clock: a stand-in only where none of the named events was recorded. */
export function startsClock({ events }: Leaves, scope: Scope): string {
  const each = events.map((leaf) => {
    const named = scope.isOneOf('o.ev', leaf.events);
    if (leaf.standIns.length === 0) return named;
    const standIn = scope.isOneOf('o.ev', leaf.standIns);
    const first = (is: string) => `MIN(CASE WHEN ${is} THEN o.at_day END) OVER (PARTITION BY o.case_id)`;
    const isNamed = prefersNamed(first(named), first(standIn), scope);
    return `(${named} AND ${isNamed}) OR (${standIn} AND NOT ${isNamed})`;
  });
  return each.length === 1 ? each[0]! : each.map((one) => `(${one})`).join(' OR ');
}

/**
 * Occurrences with the parts they have: `is_trigger`, `is_done`, `is_end`; of ends `closes` where a spell lasted until
 * then, and `renews` where the next one begins on the day. Each is 1 or 0.
 */
export function marked({ isTrigger, triggers, done, ends }: Parts, scope: Scope): string {
  const flag = (predicate: string, name: string) => `  CASE WHEN ${predicate} THEN 1 ELSE 0 END AS ${name}`;
  const spellEnds = spellEndsAmong(ends, triggers, scope);
  const join = `\nLEFT JOIN ${spellEnds} n ON n.case_id = o.case_id AND n.at_day = o.at_day AND n.ev = o.ev`;
  return scope.statement.step(
    'marked',
    `SELECT o.case_id, o.at_day, o.ev,\n${[
      flag(isTrigger, 'is_trigger'),
      flag(scope.isOneOf('o.ev', done), 'is_done'),
      flag(scope.isOneOf('o.ev', ends), 'is_end'),
      spellEnds === null ? '  0 AS closes' : flag('n.ev IS NOT NULL', 'closes'),
      spellEnds === null ? '  0 AS renews' : flag('n.again = 1', 'renews'),
    ].join(',\n')}\nFROM ${scope.occurrences} o${spellEnds === null ? '' : join}`,
  );
}

/**
 * Occurrences with `anew`: 1 for a trigger on whose day nothing ended but what was before it, and some of that begins
 * again; and `day_anew`, 1 where there is one on the day. What was done on such a day is of what was before, too.
 */
export function begunAnew(step: string, { statement }: Scope): string {
  const ON_DAY = 'OVER (PARTITION BY case_id, at_day)';
  const anew = statement.step(
    'anew',
    `SELECT m.*, CASE WHEN is_trigger = 1 AND SUM(renews) ${ON_DAY} - renews > 0 AND SUM(is_end - closes) ${ON_DAY} = is_end - closes THEN 1 ELSE 0 END AS anew\nFROM ${step} m`,
  );
  return statement.step('days_anew', `SELECT a.*, MAX(anew) ${ON_DAY} AS day_anew\nFROM ${anew} a`);
}

/** What a trigger has to suit: a rule's condition, which ends may bound, and its first day, where it has one. */
interface Suiting {
  readonly when: Condition | null;
  readonly hasEnds: boolean;
  readonly since: string | null;
  readonly keepsAll: boolean;
}

/** Marked occurrences with `next_end`: the first end after the day of a trigger. */
function boundedByEnds(step: string, { statement }: Scope): string {
  const next = statement.step(
    'next_ends',
    `SELECT t.case_id, t.at_day, MIN(e.at_day) AS next_end\nFROM ${step} t JOIN ${step} e ON e.case_id = t.case_id AND e.is_end = 1 AND e.at_day > t.at_day\n` +
      'WHERE t.is_trigger = 1\nGROUP BY t.case_id, t.at_day',
  );
  return statement.step(
    'bounded',
    `SELECT m.*, n.next_end\nFROM ${step} m LEFT JOIN ${next} n ON n.case_id = m.case_id AND n.at_day = m.at_day`,
  );
}

/**
 * Marked occurrences with what is known of the condition on their day. A trigger before `since`, or one for which the
 * rule is certainly for somebody else, starts nothing: it is `unsuited`. Where `keepsAll`, none is.
 */
export function suited(step: string, { when, hasEnds, since, keepsAll }: Suiting, scope: Scope): string {
  const isBounded = hasEnds && when !== null && asksSince(when);
  const bounded = isBounded ? boundedByEnds(step, scope) : step;
  const rows = { step: bounded, on: 'r.at_day', since: 'r.at_day' };
  const conditions = new Conditions(scope, isBounded ? { ...rows, until: 'r.next_end' } : rows);
  const applies = when ? conditions.truth(when) : '1';
  const asked = when
    ? scope.statement.step(
        'asked',
        `SELECT r.*, ${applies} AS applies\nFROM ${bounded} r${scope.factJoin}${conditions.joins}`,
      )
    : scope.statement.step('asked', `SELECT r.*, 1 AS applies\nFROM ${step} r`);
  const refusing = [
    ...(when && !keepsAll ? ['a.applies = 0'] : []),
    ...(since !== null && !keepsAll ? [`a.at_day < ${dateLiteral(since)}`] : []),
  ];
  const isOut = refusing.length === 0 ? '1 = 0' : refusing.join(' OR ');
  return scope.statement.step(
    'suited',
    `SELECT a.case_id, a.at_day, a.ev, a.is_done, a.is_end, a.closes, a.renews, a.applies,\n` +
      `  CASE WHEN a.is_trigger = 1 AND (${isOut}) THEN 1 ELSE 0 END AS unsuited,\n` +
      `  CASE WHEN a.is_trigger = 1 AND NOT (CASE WHEN ${isOut} THEN 1 ELSE 0 END = 1) THEN 1 ELSE 0 END AS is_trigger\nFROM ${asked} a`,
  );
}
