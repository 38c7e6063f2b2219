import type { CompiledRule } from '../rules/compiled-rule.js';
import type { PerPeriod } from '../rules/expression.js';
import { type ClockColumns, NO_DAY, NO_NUMBER, selectClock } from './clock-columns.js';
import { begunAnew, eventsOf, marked, startsClock } from './marked.js';
import { NotInSql } from './refusal.js';
import type { Scope } from './scope.js';
import { eventEnds, happenedIn, runsOf } from './series-runs.js';

/** A clock for each period that a start and its end reach into; one that is unknown where no periods are. */
export function periodClocks(rule: CompiledRule, perPeriod: PerPeriod, scope: Scope): string {
  const { statement } = scope;
  const periods = scope.periodsOf(perPeriod.series);
  const runs = perPeriod.from ? startedRuns(rule, perPeriod, scope) : everyCase(scope);
  const reached = statement.step(
    'reached_periods',
    `SELECT r.*, p.from_day, p.until_day\nFROM ${runs} r\n` +
      `JOIN ${periods} p ON (r.start_day IS NULL OR p.until_day >= r.start_day) AND (r.end_last IS NULL OR p.from_day <= r.end_last)`,
  );
  const clock: ClockColumns = {
    case_id: 'r.case_id',
    trig_day: 'r.start_day',
    trig_ev: 'r.start_ev',
    start_day: 'r.start_day',
    start_ev: 'r.start_ev',
    since_day: 'r.from_day',
    done_day: 'MIN(o.at_day)',
    done_no: NO_NUMBER,
    ended_day: 'MIN(r.end_over)',
    orphan: '0',
    applies: '1',
    place: '0',
    leg: NO_NUMBER,
  };
  const last = statement.step(
    'last_runs',
    `SELECT r.*, ROW_NUMBER() OVER (PARTITION BY case_id ORDER BY start_day DESC, start_ev DESC) AS nth FROM ${runs} r`,
  );
  const unknown = { ...clock, since_day: NO_DAY, done_day: NO_DAY, ended_day: NO_DAY };
  return statement.step(
    'clocks',
    `SELECT ${selectClock(clock)}\nFROM ${reached} r\n` +
      `LEFT JOIN ${scope.occurrences} o ON o.case_id = r.case_id AND ${scope.isOneOf('o.ev', rule.done)} AND o.at_day >= r.from_day AND o.at_day <= r.until_day AND (r.start_day IS NULL OR (${happenedIn('r', 'o.at_day')}))\n` +
      'GROUP BY r.case_id, r.start_day, r.start_ev, r.from_day\nUNION ALL\n' +
      `SELECT ${selectClock(unknown)}\nFROM ${last} r\nWHERE r.nth = 1 AND (SELECT COUNT(*) FROM ${periods}) = 0`,
  );
}

function startedRuns(rule: CompiledRule, { from, fromLeaves, until }: PerPeriod, scope: Scope): string {
  if (from?.kind !== 'event') throw new NotInSql('its periods start with the first of several dates');
  const triggers = eventsOf(fromLeaves);
  const parts = {
    isTrigger: startsClock(fromLeaves, scope),
    triggers,
    done: rule.done,
    ends: eventEnds(until),
  };
  return runsOf({ until, eachStart: false }, begunAnew(marked(parts, scope), scope), scope);
}

const everyCase = (scope: Scope): string =>
  scope.statement.step(
    'everyone',
    `SELECT k.case_id, ${NO_DAY} AS start_day, ${NO_NUMBER} AS start_ev, ${NO_DAY} AS end_last, ${NO_DAY} AS end_over, ${NO_DAY} AS after_day FROM ${scope.cases} k`,
  );
