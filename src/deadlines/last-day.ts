import { asksSince } from '../rules/asks-since.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Day } from '../time/day.js';
import type { Clock } from './clock.js';
import { type History, type Occurrence, occurrencesOf } from './history.js';

/** The day on which a clock is done or ends, for what has nothing to do with it later; null while it goes on. */
export function lastDayOf({ done, ended }: Clock): Day | null {
  if (!done || !ended) return (done ?? ended)?.day ?? null;
  return done.day <= ended.day ? done.day : ended.day;
}

/** The day on which a clock ends that a trigger would start, for conditions that ask for what happened since. */
export function endAfter(trigger: Occurrence, rule: CompiledRule, history: History): Day | null {
  if (rule.due?.form !== 'single' || !rule.when || !asksSince(rule.when)) return null;
  return occurrencesOf(history, rule.due.timing.until).find(({ day }) => day > trigger.day)?.day ?? null;
}
