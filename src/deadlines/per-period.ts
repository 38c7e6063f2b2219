import type { PerPeriod, Timing } from '../rules/expression.js';
import type { Moment } from '../time/moment.js';
import type { Clock } from './clock.js';
import { type History, type Occurrence, occurrencesOf } from './history.js';
import { namesOf } from './missing.js';
import { clockOf, NO_PARTS } from './one-clock.js';
import { happenedIn, type Lasting, runsOf } from './series-runs.js';
import type { Setting, Stretch } from './setting.js';
import { triggersOf } from './triggers.js';

/** A clock, with the period's last day as its limit; without one where the periods are not known. */
interface PeriodClock {
  readonly clock: Clock;
  readonly limit: Moment | null;
  readonly missing: readonly string[];
}

/** Once in each period of the series, from each start to its end: due by the period's last day. */
export function perPeriodClocks(
  perPeriod: PerPeriod,
  done: readonly string[],
  history: History,
  setting: Setting,
): PeriodClock[] {
  const timing = timingOf(perPeriod);
  const clockFor = (
    start: Occurrence | null,
    since: Moment | null,
    completion: Occurrence | null,
    ended: Moment | null,
    beginsAnew: boolean,
  ): Clock => clockOf(timing, start, { ...NO_PARTS, since, done: completion, ended, beginsAnew });
  const { from, fromLeaves, until } = perPeriod;
  const runs: readonly Lasting[] = from
    ? runsOf(triggersOf(fromLeaves, history, setting.names), { until, eachStart: false }, history, setting)
    : ALWAYS;
  const last = runs.at(-1);
  if (!last) return [];
  const periods = setting.series[perPeriod.series];
  if (!periods || periods.length === 0) {
    const missing = namesOf([`series ${perPeriod.series}`]);
    return [{ clock: clockFor(last.start, null, null, null, last.beginsAnew), limit: null, missing }];
  }
  const completions = occurrencesOf(history, done);
  return runs.flatMap((run) => {
    const { start, end, beginsAnew } = run;
    const own = completions.filter((one) => happenedIn(run, one));
    const isIn = (period: Stretch) =>
      (!start || period.until >= start.day) && (!end || period.from <= end.last.day);
    return periods.filter(isIn).map((period, index) => ({
      clock: clockFor(
        start,
        { day: period.from, second: null },
        own.find((one) => one.day >= period.from && one.day <= period.until) ?? null,
        end?.over ?? null,
        index === 0 && beginsAnew,
      ),
      limit: { day: period.until, second: null },
      missing: [],
    }));
  });
}

/** Where nothing starts it. */
const ALWAYS: readonly Lasting[] = [{ start: null, end: null, after: null, beginsAnew: false }];

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
