import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Day } from '../time/day.js';
import { type Assessor, asked, TriggersOf } from './assessor.js';
import { holds } from './condition.js';
import type { DatedClock } from './dated.js';
import type { History, Occurrence } from './history.js';
import { type Missing, NONE } from './missing.js';
import { recurringClocks } from './recurrence.js';
import { append, isAmong } from './short-lists.js';
import { singleClocks } from './single-clocks.js';

/** A rule that wins over another, and what starts its clocks on this case. */
export interface Winner {
  readonly rule: CompiledRule;
  readonly triggers: readonly Occurrence[];
}

/** The rules that a rule gives way to, with the triggers that they have here. */
export function winnersOf(rule: CompiledRule, assessor: Assessor, history: History): readonly Winner[] {
  const ids = rule.yieldsTo;
  if (ids.length === 0) return NONE;
  return ids.flatMap((id): Winner[] => {
    const winner = assessor.versions(id).at(-1);
    if (!winner?.due || winner.due.form === 'per-period') return [];
    const clocks =
      winner.due.form === 'single'
        ? singleClocks(
            winner.due.timing,
            winner.done,
            history,
            new TriggersOf(winner, assessor, history, null),
            assessor.names,
          )
        : recurringClocks(winner.due.recurrence, winner.done, history, assessor.setting);
    let triggers: Occurrence[] | null = null;
    for (let at = 0; at < clocks.length; at++) {
      const { trigger } = clocks[at]!;
      if (trigger) triggers = append(triggers, trigger);
    }
    return triggers === null ? [] : [{ rule: winner, triggers }];
  });
}

/** What governs a clock instead of its own rule: a rule for certain, or perhaps, for want of some facts. */
export interface Governing {
  readonly rule: string | null;
  readonly missing: Missing;
}

export const NOBODY: Governing = { rule: null, missing: [] };

/** The winner that has a clock from the same occurrence and is for this case; unknown where that is. */
export function governing(
  winners: readonly Winner[],
  dated: DatedClock,
  assessor: Assessor,
  on: Day,
): Governing {
  const { clock, history } = dated;
  const { trigger } = clock;
  if (winners.length === 0 || !trigger) return NOBODY;
  const missing: Missing = [];
  for (const { rule, triggers } of winners) {
    if (!isAmong(triggers, trigger)) continue;
    const { when } = rule;
    if (!when || holds(when, asked(assessor, history, trigger, clock.start, on, null), missing) === true) {
      return { rule: rule.ref, missing: [] };
    }
  }
  return { rule: null, missing };
}
