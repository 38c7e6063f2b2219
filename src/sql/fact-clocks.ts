import type { CompiledRule } from '../rules/compiled-rule.js';
import type { Timing } from '../rules/expression.js';
import { type ClockColumns, NO_DAY, NO_NUMBER, selectClock } from './clock-columns.js';
import { NotInSql } from './refusal.js';
import type { Scope } from './scope.js';

/** The one clock of every case that a birthday or another fact starts. */
export function factClocks(rule: CompiledRule, timing: Timing, scope: Scope): string {
  const { statement } = scope;
  const cases = scope.cases;
  const stops = [...rule.done, ...timing.until];
  if (timing.leaves.age !== null && timing.until.length > 0)
    throw new NotInSql(
      'it starts on a birthday, and what ended before it counts only if it did not begin again',
    );
  const columns = (done: string, ended: string): ClockColumns => ({
    case_id: 'k.case_id',
    trig_day: NO_DAY,
    trig_ev: NO_NUMBER,
    start_day: NO_DAY,
    start_ev: NO_NUMBER,
    since_day: NO_DAY,
    done_day: done,
    done_no: NO_NUMBER,
    ended_day: ended,
    orphan: '0',
    applies: '1',
    place: '0',
    leg: NO_NUMBER,
  });
  if (stops.length === 0)
    return statement.step('clocks', `SELECT ${selectClock(columns(NO_DAY, NO_DAY))} FROM ${cases} k`);
  const firsts = statement.step(
    'firsts',
    `SELECT o.case_id, MIN(CASE WHEN ${scope.isOneOf('o.ev', rule.done)} THEN o.at_day END) AS done_day,\n` +
      `  MIN(CASE WHEN ${scope.isOneOf('o.ev', timing.until)} THEN o.at_day END) AS ended_day\n` +
      `FROM ${scope.occurrences} o\nGROUP BY o.case_id`,
  );
  return statement.step(
    'clocks',
    `SELECT ${selectClock(columns('s.done_day', 's.ended_day'))}\nFROM ${cases} k LEFT JOIN ${firsts} s ON s.case_id = k.case_id`,
  );
}
