import type { PerPeriod, Timing } from '../rules/expression.js';
import type { Moment } from '../time/moment.js';
import type { Clock } from './clock.js';
import { type History, type Occurrence, occurrencesOf } from './history.js';
import { type Missing, namesOf } from './missing.js';
import { firstEnding } from './recurrence.js';
import type { Setting, Stretch } from './setting.js';
import { triggersOf } from './triggers.js';

/** A clock for each period of the series between the start and the end: due by the period's last day. */
export function perPeriodClocks(
  perPeriod: PerPeriod,
  done: readonly string[],
  history: History,
  setting: Setting,
): { clock: Clock; limit: Moment | null; missing: readonly string[] }[] {
  const lacking: Missing = [];
  const timing = timingOf(perPeriod);
  const start = perPeriod.from ? (triggersOf(perPeriod.fromLeaves, history, setting.names)[0] ?? null) : null;
  if (perPeriod.from && !start) return [];
  const periods = setting.series[perPeriod.series];
  const clockFor = (since: Moment | null, completion: Occurrence | null, ended: Moment | null): Clock => ({
    trigger: start,
    start,
    timing,
    since,
    ageIndex: 0,
    done: completion,
    ended,
    orphan: null,
    ignored: [],
    position: 1,
    multiple: 1,
    leg: null,
  });
  if (!periods || periods.length === 0) {
    lacking.push(`series ${perPeriod.series}`);
    return [{ clock: clockFor(null, null, null), limit: null, missing: namesOf(lacking) }];
  }
  const end = start && firstEnding(perPeriod.until, start, history, setting);
  const completions = occurrencesOf(history, done);
  const relevant = (period: Stretch) =>
    (!start || period.until >= start.day) && (!end || period.from <= end.last.day);
  return periods.filter(relevant).map((period) => ({
    clock: clockFor(
      { day: period.from, second: null },
      completions.find((one) => one.day >= period.from && one.day <= period.until) ?? null,
      end && end.last.day < period.until ? end.over : null,
    ),
    limit: { day: period.until, second: null },
    missing: [],
  }));
}

function timingOf(perPeriod: PerPeriod): Timing {
  return {
    tiers: perPeriod.from ? [{ name: null, at: perPeriod.from }] : [],
    opens: null,
    direction: 'after',
    immediate: false,
    leaves: perPeriod.fromLeaves,
    until: [],
    each: false,
  };
}
