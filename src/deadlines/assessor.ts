import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Names } from '../rules/table.js';
import type { Day } from '../time/day.js';
import type { Moment } from '../time/moment.js';
import { type Asked, holds } from './condition.js';
import type { History, Occurrence } from './history.js';
import { endAfter } from './last-day.js';
import type { Setting } from './setting.js';
import type { Suits } from './single-clocks.js';

/** All that assessing a rule takes beside the case. */
export interface Assessor {
  readonly setting: Setting;
  readonly names: Names;
  /** Nothing after it has happened yet; null where no day is asked for and everything recorded counts. */
  readonly asOf: Moment | null;
  readonly dueSoonWorkingDays: number;
  /** The versions of a rule by id, oldest first; empty for a rule that is not there. */
  readonly versions: (id: string) => readonly CompiledRule[];
}

/** Later than all that is recorded. */
export const FOREVER = Number.MAX_SAFE_INTEGER as Day;

/** What a condition is asked of, for a clock that started (or would start) with a trigger. */
export function asked(
  assessor: Assessor,
  history: History,
  trigger: Occurrence | null,
  start: Occurrence | null,
  on: Day,
  until: Day | null,
): Asked {
  return {
    history,
    occurrences: start === trigger ? [trigger] : [trigger, start],
    since: (start ?? trigger)?.day ?? null,
    until,
    on,
    asOf: assessor.asOf?.day ?? FOREVER,
    spells: assessor.names.spells,
  };
}

/**
 * Whether a trigger can start a clock of the rule: not where the rule is certainly for somebody else, and not before
 * its first version, where there is one (`since`).
 */
export class TriggersOf implements Suits {
  constructor(
    private readonly rule: CompiledRule,
    private readonly assessor: Assessor,
    private readonly history: History,
    private readonly since: Day | null,
  ) {}

  suits(trigger: Occurrence): boolean {
    if (this.since !== null && trigger.day < this.since) return false;
    const { rule, assessor, history } = this;
    if (rule.when === null) return true;
    const until = endAfter(trigger, rule, history);
    return holds(rule.when, asked(assessor, history, trigger, trigger, trigger.day, until), []) !== false;
  }
}
