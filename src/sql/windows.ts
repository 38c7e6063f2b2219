import type { CompiledRule } from '../rules/compiled-rule.js';
import { CLOCK_COLUMNS } from './clock-columns.js';
import { sameClock } from './leaf-columns.js';
import { withNarrower } from './names.js';
import { NotInSql } from './refusal.js';
import type { Scope } from './scope.js';

/**
 * Where a rule opens a window, what was done before it does not hide what was done in it: such a clock takes the first
 * completion from the opening on that no clock has. Shared out as completions of each trigger are: by the greatest of
 * what each clock so far would leave, those that end together by themselves.
 */
export function withinWindows(rule: CompiledRule, dated: string, scope: Scope): string {
  if (rule.due?.form !== 'single' || !rule.due.timing.opens || rule.done.length === 0) return dated;
  const { statement } = scope;
  const { direction, leaves } = rule.due.timing;
  const hasTrigger = leaves.events.length + leaves.nth.length > 0;
  if (direction === 'at' && withNarrower(rule.done, scope.names).length > 1)
    throw new NotInSql('it opens a window around an event, and several events complete it');
  if (direction !== 'after' && rule.due.timing.until.length > 0)
    throw new NotInSql('it opens a window ahead of an event, and ends');
  const all = statement.step(
    'all_done',
    `SELECT o.case_id, o.at_day, ROW_NUMBER() OVER (PARTITION BY o.case_id ORDER BY o.at_day, o.ev) AS no\n` +
      `FROM ${scope.occurrences} o\nWHERE ${scope.isOneOf('o.ev', rule.done)}`,
  );
  const taken = statement.step(
    'taken',
    'SELECT d.case_id, MIN(COALESCE(d.done_no, a.no)) AS no\n' +
      `FROM ${dated} d JOIN ${all} a ON a.case_id = d.case_id AND a.at_day = d.done_day AND (d.done_no IS NULL OR d.done_no = a.no)\n` +
      'GROUP BY d.case_id, d.trig_day, d.trig_ev',
  );
  const free = statement.step(
    'free',
    'SELECT a.case_id, a.at_day, ROW_NUMBER() OVER (PARTITION BY a.case_id ORDER BY a.no) AS free_no\n' +
      `FROM ${all} a LEFT JOIN ${taken} t ON t.case_id = a.case_id AND t.no = a.no\nWHERE t.no IS NULL`,
  );
  const key = 'd.case_id, d.trig_day, d.trig_ev, d.ended_day, d.opens';
  const early = statement.step(
    'early',
    `SELECT ${key}, COUNT(f.free_no) AS free_before,\n` +
      '  ROW_NUMBER() OVER (PARTITION BY d.case_id, d.ended_day ORDER BY d.trig_day, d.trig_ev) AS i\n' +
      `FROM ${dated} d LEFT JOIN ${free} f ON f.case_id = d.case_id AND f.at_day < d.opens\n` +
      `WHERE d.done_day < d.opens\nGROUP BY ${key}`,
  );
  const wanted = statement.step(
    'wanted',
    'SELECT e.*, i + MAX(free_before + 1 - i) OVER (PARTITION BY case_id, ended_day ORDER BY i ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS free_no\n' +
      `FROM ${early} e`,
  );
  const later = statement.step(
    'later',
    `SELECT w.case_id, w.trig_day, w.trig_ev, f.at_day\nFROM ${wanted} w JOIN ${free} f ON f.case_id = w.case_id AND f.free_no = w.free_no\n` +
      'WHERE w.ended_day IS NULL OR f.at_day <= w.ended_day',
  );
  const columns = [...CLOCK_COLUMNS, 'due', 'safe', 'opens', 'beyond'].map((name) =>
    name === 'done_day' ? 'COALESCE(l.at_day, d.done_day) AS done_day' : `d.${name}`,
  );
  return statement.step(
    'windowed',
    `SELECT ${columns.join(', ')}\nFROM ${dated} d\n` +
      `LEFT JOIN ${later} l ON ${sameClock('l', 'd', hasTrigger)}`,
  );
}
