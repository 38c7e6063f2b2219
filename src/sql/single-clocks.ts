import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Timing } from '../rules/expression.js';
import { formatDay } from '../time/day.js';
import { clocksInTurn, withUnsuited } from './clocks-in-turn.js';
import { clocksNear } from './clocks-near.js';
import { clocksOfEach } from './clocks-of-each.js';
import { factClocks } from './fact-clocks.js';
import { begunAnew, eventsOf, marked, startsClock, suited } from './marked.js';
import { withNarrower } from './names.js';
import { NotInSql } from './refusal.js';
import type { Scope } from './scope.js';

/** The clocks of a timing that is not a recurrence, as a step. `since` is the first day of a rule's first version. */
export function singleClocks(rule: CompiledRule, timing: Timing, isFirst: boolean, scope: Scope): string {
  const { leaves } = timing;
  const since = isFirst ? formatDay(rule.from) : null;
  const { when } = rule;
  const hasEnds = timing.until.length > 0;
  if (leaves.events.length > 0) {
    const triggers = eventsOf(leaves);
    mustDiffer(triggers, rule.done, 'starts its clock also completes it', scope);
    mustDiffer(triggers, timing.until, 'starts its clock also ends it', scope);
    const parts = { isTrigger: startsClock(leaves, scope), triggers, done: rule.done, ends: timing.until };
    const step = begunAnew(
      suited(marked(parts, scope), { when, hasEnds, since, keepsAll: false }, scope),
      scope,
    );
    if (timing.each) return eachClocks(step, timing, scope);
    return withNarrower(triggers, scope.names).length === 1
      ? clocksInTurn(step, true, scope)
      : withUnsuited(clocksInTurn(step, false, scope), step, scope);
  }
  const nth = leaves.nth[0];
  if (nth) {
    mustDiffer([nth.event], rule.done, 'starts its clock also completes it', scope);
    mustDiffer([nth.event], timing.until, 'starts its clock also ends it', scope);
    const triggers = [nth.event];
    const isTrigger = scope.isOneOf('o.ev', triggers);
    const parts = { isTrigger, triggers, done: rule.done, ends: timing.until };
    const step = begunAnew(
      suited(marked(parts, scope), { when, hasEnds, since: null, keepsAll: true }, scope),
      scope,
    );
    const clocks = eachClocks(step, timing, scope);
    const order = nth.nth === 'last' ? 'k.trig_day DESC, k.trig_ev DESC' : 'k.trig_day, k.trig_ev';
    const [inSpell, spells] =
      nth.spell === null
        ? ['', '']
        : [
            ', s.spell_no',
            `\nJOIN ${scope.daysOf(nth.spell)} s ON s.case_id = k.case_id AND s.at_day = k.trig_day`,
          ];
    const ranked = scope.statement.step(
      'ranked',
      `SELECT k.*, ROW_NUMBER() OVER (PARTITION BY k.case_id${inSpell} ORDER BY ${order}) AS nth FROM ${clocks} k${spells}`,
    );
    return scope.statement.step(
      'clocks',
      `SELECT * FROM ${ranked} WHERE nth = ${nth.nth === 'last' ? 1 : nth.nth}`,
    );
  }
  if (leaves.age && leaves.age.ages.length > 1) throw new NotInSql('it has a clock for each of several ages');
  return factClocks(rule, timing, scope);
}

function mustDiffer(
  starts: readonly string[],
  stops: readonly string[],
  why: string,
  { names }: Scope,
): void {
  const both = withNarrower(stops, names);
  const one = withNarrower(starts, names).find((event) => both.includes(event));
  if (one !== undefined) throw new NotInSql(`"${one}" ${why}`);
}

/** One clock for each trigger; which completion it takes depends on the direction. */
function eachClocks(step: string, timing: Timing, scope: Scope): string {
  if (timing.direction === 'after') return clocksOfEach(step, scope);
  if (timing.direction === 'at' && timing.until.length > 0)
    throw new NotInSql('it is due with an event and ends with another');
  return clocksNear(step, timing.direction, scope);
}
